import { renderSvg } from '../../src/charts/svg.js';
import { timeChart } from '../../src/charts/time-chart.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { counted } from '../format/words.js';
import { type Html, html, trusted } from './html.js';

const wide = { width: 1000, height: 440 };
const narrow = { width: 340, height: 420 };

/** The scenario second by second; null where evidence has no such series. */
export function timeSection(scenario: ScenarioModel, id: string): Html | null {
  const chart = timeChart(scenario.steps);
  if (!chart) return null;
  const label = `Frames per second, loss and participants over time, in ${counted(scenario.steps.length, 'step')}; the table of steps holds the judged values`;
  const draw = (size: typeof wide, name: string) =>
    trusted(renderSvg(chart.option, { ...size, id: `${id}-${name}`, label }));
  const faults = scenario.steps.some(({ missingCount, badCount }) => missingCount + badCount > 0);
  const impaired = scenario.steps.some(({ impairments = [] }) => impairments.length > 0);
  return html`<section><h3>Over time</h3>
<ul class="legend">${swatch(html`<path d="M0 7H26" stroke="var(--chart-line)" stroke-width="2"/>`, 'mean of all streams')}${swatch(
    html`<path d="M0 7H26" stroke="var(--chart-line)" stroke-dasharray="4 3"/>`,
    'slowest stream',
  )}${swatch(html`<rect width="26" height="14" fill="var(--chart-passed)" opacity=".15"/>`, 'judged hold, with its step')}${
    scenario.steps.some(({ verdict }) => verdict === 'failed')
      ? swatch(html`<rect width="26" height="14" fill="var(--chart-failed)" opacity=".25"/>`, 'hold of a failed step')
      : null
  }${faults ? swatch(html`<path d="M13 0V14" stroke="var(--chart-failed)" stroke-dasharray="2 2"/>`, 'a named stream breaks') : null}${
    impaired
      ? swatch(
          html`<rect width="26" height="14" fill="var(--chart-threshold)" opacity=".2"/>`,
          'networks impaired on purpose',
        )
      : null
  }</ul>
<figure data-chart="time" data-label="Frames per second, loss and participants over time"><figcaption></figcaption><div class="drawn"><div class="on-wide">${draw(wide, 'time-wide')}</div><div class="on-narrow">${draw(narrow, 'time')}</div></div></figure></section>`;
}

const swatch = (content: Html, text: string): Html =>
  html`<li><svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">${content}</svg> ${text}</li>
`;
