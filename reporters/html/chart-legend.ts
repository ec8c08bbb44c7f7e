import { type ChartStep, isImpaired } from '../../src/charts/chart-step.js';
import { inconclusiveSpans } from '../../src/charts/hatching.js';
import { kneeOf } from '../../src/charts/knee.js';
import { impairedSign } from '../../src/charts/marks.js';
import type { Verdict } from '../../src/model/verdict.js';
import { type Html, html } from './html.js';

const sample = (content: Html, text: string): Html =>
  html`<li><svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">${content}</svg> ${text}</li>
`;

const marks: Readonly<Record<Verdict, Html>> = {
  passed: html`<circle cx="13" cy="7" r="4.5" fill="var(--chart-passed)"/>`,
  failed: html`<path d="M13 .5 19.5 7 13 13.5 6.5 7z" fill="var(--chart-failed)"/>`,
  inconclusive: html`<rect x="9" y="3" width="8" height="8" fill="var(--chart-paper)" stroke="var(--chart-inconclusive)" stroke-width="2"/>`,
};

/** What the marks and lines of the load curves mean, once for all of them; only what occurs. @param baseline whether a baseline is drawn under them */
export function chartLegend(steps: readonly ChartStep[], baseline: boolean): Html {
  const verdicts = (['passed', 'failed', 'inconclusive'] as const).filter((verdict) =>
    steps.some((step) => step.verdict === verdict),
  );
  return html`<ul class="legend">
${verdicts.map((verdict) => sample(marks[verdict], `${verdict} step`))}${sample(html`<path d="M0 7H26" stroke="var(--chart-line)" stroke-width="2"/>`, 'judged value')}${sample(
  html`<path d="M0 7H26" stroke="var(--chart-line)" stroke-width="1.25" stroke-dasharray="4 3"/>`,
  'median',
)}${sample(html`<rect width="26" height="14" fill="var(--chart-band)" opacity=".35"/>`, 'p5 to p95')}${sample(
  html`<path d="M0 7H26" stroke="var(--chart-threshold)" stroke-width="1.5" stroke-dasharray="5 3"/>`,
  'threshold',
)}${
  baseline
    ? sample(
        html`<rect width="26" height="14" fill="var(--chart-muted)" opacity=".2"/><path d="M0 7H26" stroke="var(--chart-muted)" stroke-width="1.5" stroke-dasharray="2 2"/>`,
        'baseline: median and range of its runs',
      )
    : null
}${kneeOf(steps) ? sample(html`<rect width="26" height="14" fill="var(--chart-failed)" opacity=".15"/>`, 'knee: last passed to first failed') : null}${
  inconclusiveSpans(steps).length > 0
    ? sample(
        html`<path d="M1 13 13 1M7 13 19 1M13 13 25 1" stroke="var(--chart-inconclusive)" opacity=".7"/>`,
        'decides nothing',
      )
    : null
}${steps.some(isImpaired) ? html`<li>${impairedSign} participants with impaired networks</li>` : null}</ul>`;
}
