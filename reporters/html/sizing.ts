import { formatCount, formatUnit } from '../../src/model/format.js';
import type { Sizing } from '../../src/model/sizing.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { egressText, headroomText, nodesText, rangeText } from '../format/sizing.js';
import { absent } from '../format/step-cells.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

/** What a buyer needs, as a table of nodes for numbers of sessions. Null if it was not asked for. */
export function sizingSection({ sizing }: ScenarioModel): Html | null {
  if (!sizing) return null;
  const rows = sizing.nodes.map(
    (
      of,
    ) => html`<tr><th scope="row" class="number">${formatCount(of.sessions)}</th><td class="number">${nodesText(of)}</td><td class="number">${megabits(of.egressMbps)}</td></tr>
`,
  );
  return html`<section><h3>Sizing at ${headroomText(sizing)} of capacity</h3>
<p class="muted">${perNode(sizing)}</p>
${scrollable(
  'Sizing',
  html`<table class="sizing"><thead><tr><th scope="col" class="number">Sessions</th><th scope="col" class="number">Nodes</th><th scope="col" class="number">Egress of all</th></tr></thead>
<tbody>${rows}</tbody></table>`,
)}</section>`;
}

const megabits = (value: number | null): string => (value === null ? absent : formatUnit(value, 'Mbps'));

function perNode({ sessionsPerNode, egressMbpsPerNode, egressFrom }: Sizing): string {
  const sessions = `A node like the one measured carries ${rangeText(sessionsPerNode, formatCount)} whole sessions`;
  if (!egressMbpsPerNode) return `${sessions}.`;
  const source =
    egressFrom === 'platform'
      ? 'as the deployment counts it'
      : 'RTP payload as participants received it, without headers';
  return `${sessions} and sends ${egressText(egressMbpsPerNode)}, ${source}.`;
}
