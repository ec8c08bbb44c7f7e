import type { RunModel } from '../collect/run-model.js';
import { plainText } from '../format/plain-text.js';
import { runHead } from './head.js';
import { type Html, html, trusted } from './html.js';
import { runSection } from './run-info.js';
import { scenarioSection } from './scenario.js';
import { style } from './style.js';

// Nothing may be loaded, whatever a name from outside manages to smuggle in.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The report as one self-contained page: no script, no network. The same model gives the same bytes. */
export function htmlReport(model: RunModel): string {
  const names = model.scenarios.map(({ title }) => plainText(title, 60)).join(', ');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<link rel="icon" href="data:,">
<title>${model.verdict}: ${plainText(names, 120)}</title>
<style>${trusted(style)}</style>
</head>
<body class="${model.verdict}">
${runHead(model)}
<main>
${model.scenarios.map((scenario, i) => scenarioSection(scenario, model.run, `scenario-${i + 1}`))}
</main>
${runSection(model)}
</body>
</html>
`;
  return (page satisfies Html).markup;
}
