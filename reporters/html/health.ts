import { formatUnit } from '../../src/model/format.js';
import type { Unit } from '../../src/model/units.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { absent, stepName } from '../format/step-cells.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

type Health = StepModel['health'][number] & { readonly offeredLoad?: number };

const columns: readonly { title: string; unit: Unit; value: (health: Health) => number | undefined }[] = [
  { title: 'Offered load', unit: 'ratio', value: (health) => health.offeredLoad },
  { title: 'Event-loop delay p99', unit: 'ms', value: (health) => health.eventLoopDelayP99Ms },
  { title: 'Send lateness p99', unit: 'ms', value: (health) => health.sendLatenessP99Ms },
  { title: 'Run-queue wait', unit: 'ratio', value: (health) => health.runQueueWait },
  { title: 'Throttled', unit: 'ratio', value: (health) => health.throttled },
  { title: 'CPU idle', unit: 'ratio', value: (health) => health.cpuIdle },
  { title: 'Memory', unit: 'MB', value: (health) => health.memoryMb },
  { title: 'Capture rate', unit: 'ratio', value: (health) => health.captureRate },
  { title: 'Decode share', unit: 'ratio', value: (health) => health.decodeShare },
];

/** How the generators fared: whether their machine, and not the platform, could have been the limit. */
export function healthSection({ steps }: ScenarioModel): Html | null {
  const rows = steps.flatMap((step) => step.health.map((health) => healthRow(step, health)));
  if (rows.length === 0) return null;
  return html`<section aria-label="Generators"><h3>Generators</h3>
<details><summary>Health per step</summary>
${scrollable(
  'Health of the generators',
  html`<table><thead><tr><th scope="col" class="number">Step</th><th scope="col" class="number">Generator</th>${columns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`,
)}</details></section>`;
}

function healthRow(step: StepModel, health: Health): Html {
  const cells = columns.map(({ unit, value }) => {
    const found = value(health);
    return html`<td class="number">${found === undefined ? absent : formatUnit(found, unit)}</td>`;
  });
  return html`<tr><th scope="row" class="number">${stepName(step)}</th><td class="number">${health.generator}</td>${cells}</tr>
`;
}
