import type { RunModel, ScenarioModel, StepModel } from '../collect/run-model.js';
import { figureName, inReadingOrder, type MetricFigure, metricFigures, plainFigures } from '../format/step-figures.js';
import { csvRecord } from './cell.js';

type Row = ReadonlyMap<string, string | number>;

/**
 * The load curves as CSV (RFC 4180, UTF-8): a record per step of every scenario, a column per figure that any step has, named with its
 * unit: `joinTime p95 [ms]`. What a step did not measure is empty.
 */
export function csvReport({ scenarios }: RunModel): string {
  const steps = scenarios.flatMap((scenario) => scenario.steps.map((step) => ({ scenario, step })));
  const rows = steps.map(({ scenario, step }) => rowOf(scenario, step));
  const figures = columnsOf(steps.map(({ step }) => metricFigures(step)));
  const plain = [...new Set(rows.flatMap((row) => [...row.keys()]))].filter((column) => !figures.has(column));
  const columns = [...new Set([...leading, ...plain, ...figures])];
  return [columns, ...rows.map((row) => columns.map((column) => row.get(column)))].map(csvRecord).join('');
}

/** They stand even where there is no step, so that a reader always finds them. */
const leading = [
  'scenario',
  'key',
  'step',
  'attempt',
  'repetition',
  'verdict',
  'sessions',
  'participants',
  'mediaConnections',
];

function rowOf({ title, key }: ScenarioModel, step: StepModel): Row {
  const { index, attempt, repetition = 1, verdict, holdStartedAt } = step;
  return new Map<string, string | number>([
    ['scenario', title],
    ['key', key],
    ['step', index],
    ['attempt', attempt],
    ['repetition', repetition],
    ['verdict', verdict],
    ['holdStartedAt', new Date(holdStartedAt).toISOString()],
    ...plainFigures(step),
    ...metricFigures(step).map((figure) => [columnOf(figure), figure.value] as const),
  ]);
}

/** A number of samples has no unit. */
const columnOf = (figure: MetricFigure): string =>
  figure.unit === '' || figure.aggregate === 'count' ? figureName(figure) : `${figureName(figure)} [${figure.unit}]`;

/** Columns of all steps: windows behind the hold, metrics in their order, aggregates in theirs. */
function columnsOf(steps: readonly (readonly MetricFigure[])[]): Set<string> {
  const columns = new Map<string, Map<string, Set<string>>>();
  for (const figure of steps.flat()) {
    const { window = '', metric } = figure;
    const ofWindow = columns.get(window) ?? new Map<string, Set<string>>();
    columns.set(window, ofWindow);
    ofWindow.set(metric, (ofWindow.get(metric) ?? new Set()).add(columnOf(figure)));
  }
  return new Set(
    [...columns.keys()].sort().flatMap((window) => {
      const ofWindow = columns.get(window)!;
      return inReadingOrder(ofWindow.keys()).flatMap((metric) => [...ofWindow.get(metric)!]);
    }),
  );
}
