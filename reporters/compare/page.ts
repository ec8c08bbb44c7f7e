import { renderSvg } from '../../src/charts/svg.js';
import { plainText } from '../format/plain-text.js';
import { counted, instantText } from '../format/words.js';
import { verdictBadge } from '../html/head.js';
import { type Html, html, trusted } from '../html/html.js';
import { scrollable } from '../html/scrollable.js';
import { style } from '../html/style.js';
import { comparedTitle, heldText, valueText } from './cells.js';
import type { Comparison, ScenarioComparison } from './compare-runs.js';
import { picturesOf } from './pictures.js';

// Nothing may be loaded, whatever a name from outside manages to smuggle in.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const size = { width: 480, height: 230 };

/** The comparison as one self-contained page. */
export function comparePage(comparison: Comparison): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<link rel="icon" href="data:,">
<title>${counted(comparison.runs.length, 'run')} compared</title>
<style>${trusted(style)}</style>
</head>
<body>
<header><h1>${counted(comparison.runs.length, 'run')}</h1></header>
<main>
${comparison.scenarios.map((scenario, i) => section(scenario, comparison, `scenario-${i + 1}`))}
</main>
</body>
</html>
`.markup;
}

function section(scenario: ScenarioComparison, comparison: Comparison, id: string): Html {
  const { title, load, unlike } = scenario;
  return html`<section id="${id}"><h2>${plainText(title, 120)}</h2>
${load === null ? null : html`<p class="muted">Metrics at ${counted(load, 'media connection')}.</p>`}
${unlike.map((sentence) => html`<p class="notice">${sentence}</p>`)}
${scrollable('Runs', table(scenario, comparison))}
<div class="charts">${picturesOf(scenario).map(({ caption, option }, i) => {
    const drawing = renderSvg(option, {
      ...size,
      id: `${id}-${i + 1}`,
      label: `${caption}; the table holds the values`,
    });
    return html`<figure><figcaption>${caption}</figcaption>${trusted(drawing)}</figure>
`;
  })}</div>
</section>
`;
}

function table({ runs, metrics }: ScenarioComparison, comparison: Comparison): Html {
  const heads = ['Run', 'Name', 'Started', 'Verdict', 'Media connections held', ...metrics.map(comparedTitle)];
  return html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${runs.map((of, i) => {
  const { name, startedAt } = comparison.runs[of.run - 1]!;
  const started = startedAt === null ? '–' : instantText(Date.parse(startedAt));
  const values = metrics.map((metric) => html`<td>${valueText(metric, i)}</td>`);
  return html`<tr><th scope="row">${of.run}</th><td>${name}</td><td>${started}</td><td>${verdictBadge(of.verdict)}</td><td>${heldText(of)}</td>${values}</tr>
`;
})}</tbody></table>`;
}
