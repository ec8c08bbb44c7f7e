import { valuesOf } from '../../src/charts/points.js';
import { thresholdMetric } from '../../src/charts/threshold-metric.js';
import { formatMetric, formatThreshold } from '../../src/model/format.js';
import type { ResolvedScenario, ResolvedThreshold } from '../../src/model/scenario.js';
import { spansInWindow, windowText } from '../../src/scenario/index.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { absent } from '../format/step-cells.js';
import { highestPassed } from '../format/telling-steps.js';
import { metricCell, placeOf } from './breaches.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

/** How close it was: every threshold at the highest load that passed. Null when no step passed or nothing was asked for. */
export function marginTable(scenario: ScenarioModel): Html | null {
  const { resolved } = scenario;
  const highest = highestPassed(scenario);
  if (!highest || !resolved) return null;
  const rows = resolved.thresholds.flatMap((threshold) => {
    const judged = inWindow(highest, threshold, resolved);
    return judged ? [marginRow(judged, threshold)] : [];
  });
  if (rows.length === 0) return null;
  return html`<section><h3>At ${placeOf(highest)}</h3>
${scrollable(
  'Margins',
  html`<table class="breaches">
<thead><tr><th scope="col">Metric</th><th scope="col" class="number">Was</th><th scope="col" class="number">Needed</th></tr></thead>
<tbody>${rows}</tbody></table>`,
)}</section>`;
}

/** The step as a threshold judges it; undefined if its window does not concern the step. */
function inWindow(step: StepModel, { window }: ResolvedThreshold, resolved: ResolvedScenario): StepModel | undefined {
  const spans = window ? spansInWindow(resolved, window, step.index) : 'judged';
  if (!window || spans === 'judged') return step;
  return spans.length === 0 ? undefined : { ...step, metrics: step.windows?.[windowText(window)] ?? {} };
}

function marginRow(step: StepModel, threshold: ResolvedThreshold): Html {
  const metric = thresholdMetric(threshold);
  const value = valuesOf(step, metric)?.[threshold.aggregate];
  const found = value === undefined ? absent : formatMetric(metric, value, threshold.bound);
  return html`<tr>${metricCell(metric)}<td class="number"><strong>${found}</strong></td><td class="number">${formatThreshold(metric, threshold.text)}</td></tr>
`;
}
