import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { impairmentTexts } from '../format/impairments.js';
import { type StepColumn, stepColumns } from '../format/step-cells.js';
import { verdictBadge } from './head.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

/** The table of steps: one row per judged step. */
export function stepSection(scenario: ScenarioModel): Html {
  const { steps } = scenario;
  const impairments = impairmentTexts(scenario);
  if (steps.length === 0) return html`<p class="muted">No step was judged.</p>`;
  const columns = stepColumns(scenario);
  const head = columns.map((column) => html`<th scope="col" class="${alignment(column)}">${column.title}</th>`);
  return html`<section><h3>Steps</h3>
${scrollable(
  'Steps',
  html`<table class="steps"><thead><tr>${head}</tr></thead>
<tbody>${steps.map((step) => stepRow(step, columns))}</tbody></table>`,
)}${impairments.length === 0 ? null : html`<ul class="muted">${impairments.map((text) => html`<li>${text}</li>`)}</ul>`}</section>`;
}

function stepRow(step: StepModel, columns: readonly StepColumn[]): Html {
  const cells = columns.map((column, i) => {
    if (i === 0) return html`<th scope="row" class="number">${column.cell(step)}</th>`;
    if (column.id === 'verdict') return html`<td>${verdictBadge(step.verdict)}</td>`;
    return html`<td class="${alignment(column)}${breached(column, step) ? ' found' : ''}">${column.cell(step)}</td>`;
  });
  return html`<tr class="${step.verdict}">${cells}</tr>
`;
}

const alignment = (column: StepColumn): string => (column.id === 'verdict' ? '' : 'number');

function breached(column: StepColumn, step: StepModel): boolean {
  if (column.id === 'faults') return step.missingCount + step.badCount > 0;
  return step.breaches.some(({ metric }) => metric === column.id);
}
