import { valuesOf } from '../../src/charts/points.js';
import { thresholdMetric } from '../../src/charts/threshold-metric.js';
import { formatMetric, formatThreshold } from '../../src/model/format.js';
import type { ResolvedThreshold } from '../../src/model/scenario.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { absent } from '../format/step-cells.js';
import { metricCell, placeOf } from './breaches.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

/** How close it was: every threshold at the highest load that passed. Null when no step passed or nothing was asked for. */
export function marginTable({ resolved, steps }: ScenarioModel): Html | null {
  const thresholds = resolved?.thresholds ?? [];
  const passed = steps.filter(({ verdict }) => verdict === 'passed');
  const highest = passed.toSorted((a, b) => a.mediaConnections - b.mediaConnections).at(-1);
  if (!highest || thresholds.length === 0) return null;
  return html`<section aria-label="Margins"><h3>At ${placeOf(highest)}</h3>
${scrollable(
  'Margins',
  html`<table class="breaches">
<thead><tr><th scope="col">Metric</th><th scope="col" class="number">Was</th><th scope="col" class="number">Needed</th></tr></thead>
<tbody>${thresholds.map((threshold) => marginRow(highest, threshold))}</tbody></table>`,
)}</section>`;
}

function marginRow(step: StepModel, threshold: ResolvedThreshold): Html {
  const metric = thresholdMetric(threshold);
  const value = valuesOf(step, metric)?.[threshold.aggregate];
  const found = value === undefined ? absent : formatMetric(metric, value, threshold.bound);
  return html`<tr>${metricCell(metric)}<td class="number"><strong>${found}</strong></td><td class="number">${formatThreshold(metric, threshold.text)}</td></tr>
`;
}
