import type { StreamFault } from '../../src/model/figures.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { joinFailureText } from '../format/fault.js';
import { plainText } from '../format/plain-text.js';
import { stepName } from '../format/step-cells.js';
import { counted } from '../format/words.js';
import { faultItem } from './fault-evidence.js';
import { faultMatrix } from './fault-matrix.js';
import { heatMap } from './heat-map.js';
import { type Html, html } from './html.js';

/** Sessions drawn as a matrix per step; the rest is only listed. */
const mostMatrices = 6;
const mostListed = 40;

/** The matrix of streams, and the streams that were missing or bad and the joins that failed, by name, for every step that has any. */
export function faultSection(scenario: ScenarioModel): Html | null {
  const broken = scenario.steps.filter((step) => countOf(step) > 0);
  const map = heatMap(scenario);
  if (broken.length === 0 && map === null) return null;
  return html`<section><h3>Streams</h3>
${map}
${broken.map((step, i) => stepFaults(step, i === 0))}</section>`;
}

const countOf = (step: StepModel): number => step.missingCount + step.badCount + step.joinFailureCount;

function stepFaults(step: StepModel, open: boolean): Html {
  const faults = [...step.missing, ...step.bad];
  const sessions = [...new Set(faults.map(({ session }) => session))].sort((a, b) => a - b);
  const names = [
    ...step.joinFailures.map((failure) => html`<li>${joinFailureText(failure)}</li>`),
    ...faults.map((fault) => faultItem(fault, step.holdStartedAt)),
  ];
  const more = countOf(step) - Math.min(names.length, mostListed);
  const summary = [
    `Step ${stepName(step)}: ${step.missingCount} missing and ${step.badCount} bad of ${counted(step.expectedStreams, 'stream')}`,
    ...(step.joinFailureCount > 0 ? [counted(step.joinFailureCount, 'failed join')] : []),
  ].join(', ');
  return html`<details data-step-of="${stepName(step)}"${open ? html` open` : null}><summary>${summary}</summary>
<div class="broken"><div class="matrices">${step.streams !== undefined ? null : sessions.slice(0, mostMatrices).map((session) => sessionMatrix(session, faults, Math.round(step.participants / Math.max(1, step.sessions))))}</div>
<ul class="names">${names.slice(0, mostListed)}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul></div></details>
`;
}

function sessionMatrix(session: number, faults: readonly StreamFault[], size: number): Html | null {
  const own = faults.filter((fault) => fault.session === session);
  return faultMatrix(`Session ${session} (${plainText(own[0]?.sessionName ?? '', 60)})`, own, size);
}
