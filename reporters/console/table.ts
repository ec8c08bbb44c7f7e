import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { type StepColumn, stepColumns } from '../format/step-cells.js';
import { type Paint, verdictStyle } from './colours.js';

const gap = '  ';
const leftAligned = new Set(['verdict']);

/** The table of steps, with two header lines. Every line is at most 80 columns for loads below 10,000. */
export function stepTable(scenario: ScenarioModel, paint: Paint): string[] {
  const columns = stepColumns(scenario).map((column) => ({ column, width: widthOf(column, scenario.steps) }));
  const header = ([0, 1] as const).map((line) =>
    paint(
      'dim',
      columns
        .map(({ column, width }) => align(column, column.short[line], width))
        .join(gap)
        .trimEnd(),
    ),
  );
  const body = scenario.steps.map((step) =>
    columns
      .map(({ column, width }) => paintCell(column, align(column, cellOf(column, step), width), step, paint))
      .join(gap)
      .trimEnd(),
  );
  return [...header, ...body];
}

const cellOf = (column: StepColumn, step: StepModel): string => (column.shortCell ?? column.cell)(step);

function widthOf(column: StepColumn, steps: readonly StepModel[]): number {
  return Math.max(...column.short.map((line) => line.length), ...steps.map((step) => cellOf(column, step).length));
}

const align = (column: StepColumn, text: string, width: number): string =>
  leftAligned.has(column.id) ? text.padEnd(width) : text.padStart(width);

function paintCell(column: StepColumn, text: string, step: StepModel, paint: Paint): string {
  if (column.id === 'verdict') return paint(verdictStyle[step.verdict], text);
  if (column.id === 'faults' && step.missingCount + step.badCount > 0) return paint('red', text);
  return step.breaches.some(({ metric }) => metric === column.id) ? paint('red', text) : text;
}
