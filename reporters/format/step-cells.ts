import { isImpaired } from '../../src/charts/chart-step.js';
import { impairedSign } from '../../src/charts/marks.js';
import { displayOf, formatCount, formatMetric, formatNumber, formatUnit } from '../../src/model/format.js';
import type { Aggregate } from '../../src/model/scenario.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { metricTitle } from './metric-words.js';
import { verdictMark } from './words.js';

/** What stands in a cell where nothing was measured. */
export const absent = '–';

/** One column of the table of steps, the same in the terminal, in Markdown and in HTML. */
export interface StepColumn {
  readonly id: string;
  readonly title: string;
  /** The title on two short lines, for the terminal. */
  readonly short: readonly [string, string];
  readonly cell: (step: StepModel) => string;
  /** The cell for the terminal, where the short title carries the unit. */
  readonly shortCell?: (step: StepModel) => string;
}

const columns: readonly StepColumn[] = [
  { id: 'step', title: 'Step', short: ['', 'step'], cell: signed(stepName), shortCell: signed(shortStepName) },
  { id: 'sessions', title: 'Sessions', short: ['', 'sessions'], cell: (step) => formatCount(step.sessions) },
  {
    id: 'participants',
    title: 'Participants',
    short: ['partici-', 'pants'],
    cell: (step) => formatCount(step.participants),
  },
  {
    id: 'mediaConnections',
    title: 'Media connections',
    short: ['media con-', 'nections'],
    cell: (step) => formatCount(step.mediaConnections),
  },
  {
    id: 'verdict',
    title: 'Verdict',
    short: ['', ''],
    cell: (step) => `${verdictMark[step.verdict]} ${step.verdict}`,
    shortCell: (step) => verdictMark[step.verdict],
  },
  measured('video.framesPerSecond', 'p5', ['fps', 'p5']),
  measured('video.residualLoss', 'p95', ['loss %', 'p95']),
  measured('joinTime', 'p95', ['join ms', 'p95']),
  {
    id: 'faults',
    title: 'Missing / bad streams',
    short: ['missing', '/ bad'],
    cell: (step) => `${formatCount(step.missingCount)} / ${formatCount(step.badCount)}`,
  },
  {
    id: 'serverCpu',
    title: 'Server CPU',
    short: ['server', 'CPU %'],
    cell: ({ platform }) => (platform?.cpu === undefined ? absent : formatUnit(platform.cpu, 'ratio')),
    shortCell: ({ platform }) =>
      platform?.cpu === undefined ? absent : formatNumber(platform.cpu, displayOf('platform.cpu')),
  },
];

const joinRate: StepColumn = {
  id: 'joinsPerSecond',
  title: 'Joins per second',
  short: ['joins', 'per s'],
  cell: ({ joinsPerSecond }) => (joinsPerSecond === undefined ? absent : formatCount(joinsPerSecond)),
};

/** The columns of a scenario: where join rates are tried, these stand in place of media connections, which are always the same. */
export const stepColumns = ({ resolved }: Pick<ScenarioModel, 'resolved'>): readonly StepColumn[] =>
  resolved?.capacity?.joinRates
    ? columns.map((column) => (column.id === 'mediaConnections' ? joinRate : column))
    : columns;

/** `5`, or `5 again` when a level is repeated to confirm it, or `5, run 2` when the whole scenario is repeated. */
export function stepName(step: StepModel): string {
  const name = step.attempt === 1 ? String(step.index) : `${step.index} again`;
  return step.repetition === undefined ? name : `${name}, run ${step.repetition}`;
}

/** With a sign if participants had bad networks on purpose. */
function signed(name: (step: StepModel) => string): (step: StepModel) => string {
  return (step) => (isImpaired(step) ? `${name(step)} ${impairedSign}` : name(step));
}

function shortStepName(step: StepModel): string {
  const name = step.attempt === 1 ? String(step.index) : `${step.index} (${step.attempt})`;
  return step.repetition === undefined ? name : `${name} r${step.repetition}`;
}

/** An aggregate of a metric over the streams of a step. */
function aggregateText(step: StepModel, metric: string, aggregate: Aggregate): string {
  const values = step.metrics[metric];
  return values === undefined || values.count === 0 ? absent : formatMetric(metric, values[aggregate]);
}

function measured(metric: string, aggregate: Aggregate, short: StepColumn['short']): StepColumn {
  const shortCell = (step: StepModel) => {
    const values = step.metrics[metric];
    return values === undefined || values.count === 0 ? absent : formatNumber(values[aggregate], displayOf(metric));
  };
  return {
    id: metric,
    title: `${metricTitle(metric)} ${aggregate}`,
    short,
    cell: (step) => aggregateText(step, metric, aggregate),
    shortCell,
  };
}
