import { createHash } from 'node:crypto';
import type { RunModel } from '../collect/run-model.js';
import { plainText } from '../format/plain-text.js';
import { runHead } from './head.js';
import { type Html, html, trusted } from './html.js';
import { liveStyle } from './live-style.js';
import { pageData, scriptData } from './page-data.js';
import { runSection } from './run-info.js';
import { scenarioSection } from './scenario.js';
import { style } from './style.js';

/** Nothing may be loaded and no other script run, whatever a name from outside manages to smuggle in. */
function policyFor(script: string): string {
  const own = script === '' ? '' : ` script-src 'sha256-${createHash('sha256').update(script).digest('base64')}';`;
  return `default-src 'none';${own} style-src 'unsafe-inline'; img-src data:`;
}

const idOf = (at: number): string => `scenario-${at + 1}`;

/**
 * The report as one self-contained page that loads nothing. The same model gives the same bytes.
 * @param script makes it answer to pointer and keyboard; without it, and where scripts may not run, the page says the same
 */
export function htmlReport(model: RunModel, script = ''): string {
  const names = model.scenarios.map(({ title }) => plainText(title, 60)).join(', ');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${trusted(policyFor(script))}">
<link rel="icon" href="data:,">
<title>${model.verdict}: ${plainText(names, 120)}</title>
<style>${trusted(style + liveStyle)}</style>
</head>
<body class="${model.verdict}">
${runHead(model)}
<main>
${model.scenarios.map((scenario, i) => scenarioSection(scenario, model.run, idOf(i)))}
</main>
${runSection(model)}
${script === '' ? null : trusted(scripts(script, model))}
</body>
</html>
`;
  return (page satisfies Html).markup;
}

const scripts = (script: string, { scenarios }: RunModel): string =>
  `<script type="application/json" id="report-data">${scriptData(pageData(scenarios, idOf))}</script>\n<script>${script}</script>`;
