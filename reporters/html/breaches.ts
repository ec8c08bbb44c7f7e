import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { breachWords } from '../format/breach.js';
import { metricTitle } from '../format/metric-words.js';
import { stepName } from '../format/step-cells.js';
import { tellingSteps } from '../format/telling-steps.js';
import { levelText } from '../format/words.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

/** What broke, where and by how much: the breaches of the first failed step. Null when nothing was breached. */
export function breachTable(scenario: ScenarioModel): Html | null {
  const step = tellingSteps(scenario).find(({ verdict, breaches }) => verdict === 'failed' && breaches.length > 0);
  if (!step) return null;
  const rows = step.breaches.map((breach) => {
    const words = breachWords(breach);
    return html`<tr>${metricCell(words.metric)}<td class="number found">${words.found}</td><td class="number">${words.needed}</td><td class="number">${words.missedBy}</td></tr>
`;
  });
  return html`<section><h3>What broke first: ${placeOf(step)}</h3>
${scrollable(
  'What broke',
  html`<table class="breaches">
<thead><tr><th scope="col">Metric</th><th scope="col" class="number">Was</th><th scope="col" class="number">Needed</th><th scope="col" class="number">Off by</th></tr></thead>
<tbody>${rows}</tbody></table>`,
)}</section>`;
}

/** `step 5, 5 sessions, 245 media connections`. */
export const placeOf = (step: StepModel): string => `step ${stepName(step)}, ${levelText(step)}`;

/** A metric as the head of a row: in words, and by the name that a spec writes. */
export const metricCell = (metric: string): Html =>
  html`<th scope="row">${metricTitle(metric)} <code class="muted">${metric}</code></th>`;
