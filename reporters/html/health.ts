import { type HealthOptions, unhealthyBecause } from '../../src/analysis/index.js';
import type { MachineInfo } from '../../src/model/evidence.js';
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
  { title: 'Own stream, latency p99', unit: 'ms', value: (health) => health.canaryLatenessP99Ms },
  { title: 'Own stream, loss', unit: 'ratio', value: (health) => health.canaryLoss },
  { title: 'Socket drops', unit: 'count', value: (health) => health.socketDrops },
  { title: 'Browsers lost', unit: 'count', value: (health) => health.browserCrashes },
  { title: 'Run-queue wait', unit: 'ratio', value: (health) => health.runQueueWait },
  { title: 'Throttled', unit: 'ratio', value: (health) => health.throttled },
  { title: 'CPU idle', unit: 'ratio', value: (health) => health.cpuIdle },
  { title: 'Memory', unit: 'MB', value: (health) => health.memoryMb },
  { title: 'Capture rate', unit: 'ratio', value: (health) => health.captureRate },
  { title: 'Decode share', unit: 'ratio', value: (health) => health.decodeShare },
  { title: 'Clock offset', unit: 'ms', value: (health) => health.clock?.offsetMs },
  { title: 'known to ±', unit: 'ms', value: (health) => health.clock?.uncertaintyMs },
];

/** How the generators fared: whether their machine, and not the platform, could have been the limit. */
export function healthSection({ steps, verdict }: ScenarioModel, machines: readonly MachineInfo[]): Html | null {
  const options = { sharedWithServer: machines.some(({ sharedWithServer }) => sharedWithServer) };
  const rows = steps.flatMap((step) => step.health.map((health) => healthRow(step, health, options)));
  if (rows.length === 0) return null;
  const sick = steps.flatMap((step) => step.health.flatMap((health) => causesOf(step, health, options)));
  const open = verdict === 'inconclusive' ? html` open` : null;
  return html`<section><h3>Generators</h3>
${sick.length === 0 ? html`<p>Healthy in every step.</p>` : html`<ul class="reasons">${sick.map((text) => html`<li>${text}</li>`)}</ul>`}
${skewText(steps)}<details${open}><summary>Health per step</summary>
${scrollable(
  'Health of the generators',
  html`<table><thead><tr><th scope="col" class="number">Step</th><th scope="col" class="number">Generator</th>${columns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`,
)}</details></section>`;
}

/** How well the generators began together. */
function skewText(steps: readonly StepModel[]): Html | null {
  const skews = steps.flatMap(({ startSkewMs }) => startSkewMs ?? []);
  if (skews.length === 0) return null;
  return html`<p>They began each step within ${formatUnit(Math.max(...skews), 'ms')} of each other.</p>
`;
}

function causesOf(step: StepModel, health: Health, options: HealthOptions): string[] {
  const causes = unhealthyBecause(health, options);
  return causes.length === 0 ? [] : [`Step ${stepName(step)}, generator ${health.generator}: ${causes.join('; ')}`];
}

function healthRow(step: StepModel, health: Health, options: HealthOptions): Html {
  const cells = columns.map(({ unit, value }) => {
    const found = value(health);
    return html`<td class="number">${found === undefined ? absent : formatUnit(found, unit)}</td>`;
  });
  const row = unhealthyBecause(health, options).length > 0 ? 'unhealthy' : '';
  return html`<tr class="${row}"><th scope="row" class="number">${stepName(step)}</th><td class="number">${health.generator}</td>${cells}</tr>
`;
}
