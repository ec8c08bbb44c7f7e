import { layoutMatrix } from '../../src/charts/matrix-layout.js';
import { matrixShades, matrixSvg } from '../../src/charts/matrix-svg.js';
import { type StreamCell, unpackCells } from '../../src/model/stream-cells.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { stepName } from '../format/step-cells.js';
import { counted } from '../format/words.js';
import { type Html, html, trusted } from './html.js';

/** A larger map is drawn by the script alone. */
const mostDrawn = 6_000;
const wide = 1000;
const narrow = 340;

/** The subscription matrix of the step that matters most; the script offers the others. Null where evidence has none. */
export function heatMap(scenario: ScenarioModel): Html | null {
  const steps = scenario.steps.filter(({ streams }) => streams !== undefined);
  const shown = stepToShow(steps);
  if (!shown) return null;
  const cells = unpackCells(shown.streams ?? '');
  return html`<div class="heat-map" data-step="${scenario.steps.indexOf(shown)}">
<div class="heat-tools"></div>
<p class="heat-title">Step ${stepName(shown)}: ${counted(shown.sessions, 'session')}, ${counted(cells.length, 'stream')}</p>
<div class="heat-view">${drawn(cells, shown)}</div>
${heatLegend}
</div>`;
}

/** The first that failed, else the highest load. */
export function stepToShow(steps: readonly StepModel[]): StepModel | undefined {
  const failed = steps.find(({ verdict }) => verdict === 'failed');
  return failed ?? steps.toSorted((a, b) => a.mediaConnections - b.mediaConnections).at(-1);
}

function drawn(cells: readonly StreamCell[], step: StepModel): Html {
  if (cells.length > mostDrawn)
    return html`<p class="muted">${counted(cells.length, 'stream')} are drawn where scripts may run; the broken ones are named below.</p>`;
  const label = `Streams of step ${stepName(step)}, senders down, receivers across: ${step.missingCount} missing and ${step.badCount} bad of ${step.expectedStreams}`;
  const draw = (width: number) => trusted(matrixSvg(layoutMatrix(cells, width), cells, label));
  return html`<div class="on-wide">${draw(wide)}</div><div class="on-narrow">${draw(narrow)}</div>`;
}

const heatLegend = html`<ul class="legend">
<li>sender down, receiver across, the worse of audio and video:</li>
${matrixShades.map(({ id, words }) => swatch(html`<rect class="cell-${id}" width="14" height="14"/>`, words))}${swatch(
  html`<rect class="cell-fault" width="14" height="14"/><path class="cell-mark" d="M4 4l6 6m0 -6l-6 6"/>`,
  'missing or bad',
)}${swatch(html`<rect class="cell-unknown" width="14" height="14"/>`, 'not measured')}
<li>of the nominal frame rate; of audio, of the packets sent</li>
</ul>`;

function swatch(content: Html, text: string): Html {
  return html`<li><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">${content}</svg> ${text}</li>
`;
}
