import { isMetricName, metrics } from '../../src/model/metrics.js';
import type { HeldStep } from '../../src/model/progress.js';
import type { Aggregate } from '../../src/model/scenario.js';
import type { MeasuredMetrics } from '../../src/model/verdict.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { mainMetrics } from './metric-words.js';

/** Aggregates in the order in which files list them. */
export const aggregateNames = [
  'count',
  'min',
  'p1',
  'p5',
  'p50',
  'p95',
  'p99',
  'max',
  'avg',
] as const satisfies readonly Aggregate[];

/** One aggregate of a step, as files for programs write it: the number of `verdict.json`, in the metric's unit. */
export interface MetricFigure {
  /** `joinTime`, `joinTime@browser`. */
  readonly metric: string;
  readonly aggregate: Aggregate;
  /** `during outage`; absent for the hold itself. */
  readonly window?: string;
  readonly unit: string;
  readonly value: number;
}

/** A step's plain numbers by their names in `verdict.json`: `mediaConnections`, `missingCount`, `platform.cpu`. Not measured: left out. */
export function plainFigures(step: HeldStep): readonly (readonly [name: string, value: number])[] {
  const { sessions, participants, mediaConnections, joinsPerSecond, expectedStreams, flowingStreams } = step;
  const { missingCount, badCount, joinFailureCount, offeredLoad, holdSeconds, startSkewMs } = step;
  const named = {
    sessions,
    participants,
    mediaConnections,
    joinsPerSecond,
    expectedStreams,
    flowingStreams,
    missingCount,
    badCount,
    joinFailureCount,
    offeredLoad,
    holdSeconds,
    startSkewMs,
  };
  const platform = Object.entries(step.platform ?? {}).map(([name, value]) => [`platform.${name}`, value] as const);
  return [...Object.entries(named), ...platform].flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  );
}

/** Every aggregate of a step, the hold's before those of its windows. */
export function metricFigures({
  metrics: held,
  windows = {},
}: Pick<HeldStep, 'metrics' | 'windows'>): readonly MetricFigure[] {
  return [
    ...figuresOf(held),
    ...Object.entries(windows).flatMap(([window, measured]) =>
      figuresOf(measured).map((figure) => ({ ...figure, window })),
    ),
  ];
}

/** Those that a reader of few numbers wants: of the main metrics and of those that thresholds judge. */
export function tellingFigures(
  step: StepModel,
  { resolved }: Pick<ScenarioModel, 'resolved'>,
): readonly MetricFigure[] {
  const telling = new Set<string>([...mainMetrics, ...(resolved?.thresholds ?? []).map(({ metric }) => metric)]);
  return metricFigures(step).filter(({ metric }) => telling.has(nameOf(metric)));
}

/** `joinTime p95`, `joinTime@browser p95 during outage`. */
export const figureName = ({ metric, aggregate, window }: MetricFigure): string =>
  [metric, aggregate, ...(window === undefined ? [] : [window])].join(' ');

/** The catalogue's name of `joinTime@browser`. */
export const nameOf = (metric: string): string => metric.split('@')[0] ?? metric;

/** The main metrics first, the others in the order of the catalogue, what it does not know last. */
export function inReadingOrder(names: Iterable<string>): string[] {
  const order = [...new Set<string>([...mainMetrics, ...Object.keys(metrics)])];
  const placeOf = (metric: string) => (isMetricName(nameOf(metric)) ? order.indexOf(nameOf(metric)) : order.length);
  return [...names].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

const figuresOf = (measured: MeasuredMetrics): MetricFigure[] =>
  inReadingOrder(Object.keys(measured)).flatMap((metric) => {
    const { unit, ...values } = measured[metric]!;
    return aggregateNames.map((aggregate) => ({ metric, aggregate, unit, value: values[aggregate] }));
  });
