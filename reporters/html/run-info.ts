import type { MachineInfo } from '../../src/model/evidence.js';
import { formatCount } from '../../src/model/format.js';
import type { RunModel } from '../collect/run-model.js';
import { plainText } from '../format/plain-text.js';
import { platformText } from '../format/platform-notice.js';
import { durationText, instantText } from '../format/words.js';
import { type Html, html } from './html.js';

/** Where and how the run was made. */
export function runSection({ run }: RunModel): Html {
  const rows: [string, string][] = [
    ['Run', plainText(run.id, 80)],
    ['Started', run.startedAt === null ? 'no generator started' : instantText(run.startedAt)],
    ['Took', durationText(run.durationSeconds)],
    ['Generators', `${run.generators}${run.shards > 1 ? ` on ${run.shards} shards` : ''}`],
    ...run.machines.map((machine): [string, string] => ['Machine', machineText(machine)]),
    ['Platform', run.platform ? platformText(run.platform) : 'not measured'],
    ['Faults on demand', run.platform?.faults.map((fault) => plainText(fault)).join('; ') || 'none'],
  ];
  return html`<footer><h2>This run</h2>
<dl class="run">${rows.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
<p class="muted">Values are one per stream and hold, judged exactly; verdict.json beside this page holds them all.</p>
</footer>`;
}

function machineText(machine: MachineInfo): string {
  const parts = [
    `${machine.cpus} × ${plainText(machine.cpuModel, 60)}`,
    `${formatCount(machine.memoryMb)} MB`,
    plainText(machine.platform, 40),
    `Node ${plainText(machine.node, 20)}`,
  ];
  return parts.join(', ') + (machine.sharedWithServer ? '; the server ran on it too' : '');
}
