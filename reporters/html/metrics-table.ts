import { displayOf, formatNumber } from '../../src/model/format.js';
import { metricNames, metrics } from '../../src/model/metrics.js';
import type { Aggregate } from '../../src/model/scenario.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { stepName } from '../format/step-cells.js';
import { counted, levelText } from '../format/words.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

const shown: readonly Exclude<Aggregate, 'count'>[] = ['min', 'p5', 'p50', 'p95', 'max', 'avg'];

/** Every metric of every step, folded away. */
export function metricsSection({ steps }: ScenarioModel): Html | null {
  if (steps.length === 0) return null;
  return html`<section><h3>All metrics</h3>
${steps.map(
  (
    step,
  ) => html`<details><summary>Step ${stepName(step)}, ${step.joinsPerSecond === undefined ? counted(step.mediaConnections, 'media connection') : levelText(step)}</summary>
${scrollable(`Metrics of step ${stepName(step)}`, metricsTable(step))}${notMeasured(step)}</details>
`,
)}</section>`;
}

/** Metrics of streams and participants without a value: no participant of this step could tell. */
function notMeasured({ metrics: found }: StepModel): Html | null {
  const absent = metricNames.filter(
    (name) => !['step', 'generator', 'platform'].includes(metrics[name].scope) && !Object.hasOwn(found, name),
  );
  if (absent.length === 0) return null;
  return html`<p class="muted">Not measured in this step: ${absent.map((name, i) => html`${i > 0 ? ', ' : ''}<code>${name}</code>`)}.</p>`;
}

function metricsTable(step: StepModel): Html {
  const rows = Object.entries(step.metrics).map(([metric, values]) => {
    const display = displayOf(metric);
    const cells = shown.map((aggregate) => html`<td class="number">${formatNumber(values[aggregate], display)}</td>`);
    return html`<tr data-kind="${kindOf(metric, step)}"><th scope="row"><code>${metric}</code></th><td>${display.symbol}</td>${cells}<td class="number">${values.count}</td></tr>
`;
  });
  return html`<table class="metrics"><thead><tr><th scope="col">Metric</th><th scope="col">Unit</th>${shown.map((aggregate) => html`<th scope="col" class="number">${aggregate}</th>`)}<th scope="col" class="number">values</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

/** Whose values a row holds; `all` for those of both kinds of participant together. */
const kindOf = (metric: string, { only }: StepModel): string => metric.split('@')[1] ?? only?.[metric] ?? 'all';
