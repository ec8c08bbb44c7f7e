import type { Aggregate } from '../model/scenario.js';
import type { AggregateSet, Verdict } from '../model/verdict.js';
import { type ChartStep, isImpaired, loadOf } from './chart-step.js';

/** One judged step in a chart of one metric. */
export interface ChartPoint {
  readonly step: number;
  readonly attempt: number;
  /** Media connections held, or joins per second: the x axis of every load curve. */
  readonly load: number;
  readonly verdict: Verdict;
  /** Participants had bad networks on purpose. */
  readonly impaired: boolean;
  readonly values: Readonly<Record<Aggregate, number>>;
}

/** Figures that a step has once: each is one value, whatever the aggregate. */
const single: Readonly<Record<string, (step: ChartStep) => number | undefined>> = {
  missingStreams: (step) => step.missingCount,
  badStreams: (step) => step.badCount,
  joinFailures: (step) => step.joinFailureCount,
  'platform.cpu': (step) => step.platform?.cpu,
  'platform.memory': (step) => step.platform?.memoryMb,
  'platform.networkOut': (step) => step.platform?.networkOutMbps,
  'platform.cpuShare': (step) => step.platform?.cpuShare,
  'platform.memoryShare': (step) => step.platform?.memoryShare,
  'platform.networkOutShare': (step) => step.platform?.networkOutShare,
};

/**
 * What a step measured of a metric; undefined where it was not measured.
 * @param metric name of the catalogue, or `name@kind` for the values of one kind of participant
 */
export function valuesOf(step: ChartStep, metric: string): AggregateSet | undefined {
  const read = single[metric];
  if (read === undefined) return step.metrics[metric] ?? valuesOfOnlyKind(step, metric);
  const value = read(step);
  return value === undefined ? undefined : same(value);
}

/** A metric that one kind alone measured stands without the kind's name, unless the other kind was asked for and had no sample. */
function valuesOfOnlyKind(step: ChartStep, metric: string): AggregateSet | undefined {
  const [name = '', kind] = metric.split('@');
  const withoutSample = step.breaches.some((breach) => breach.metric === metric && breach.value === undefined);
  return kind === undefined || withoutSample ? undefined : step.metrics[name];
}

/** The steps that measured a metric, in the order of their load. Repetitions of a level follow each other. */
export function pointsOf(steps: readonly ChartStep[], metric: string): ChartPoint[] {
  return steps
    .flatMap((step) => {
      const values = valuesOf(step, metric);
      if (values === undefined || values.count === 0) return [];
      const { index, attempt, verdict } = step;
      return [{ step: index, attempt, load: loadOf(step), verdict, impaired: isImpaired(step), values }];
    })
    .sort((a, b) => a.load - b.load || a.step - b.step || a.attempt - b.attempt);
}

/** One point per level of load: of several attempts the last one that came to the verdict of most. */
export function levelsOf(points: readonly ChartPoint[]): ChartPoint[] {
  const loads = [...new Set(points.map(({ load }) => load))];
  return loads.map((load) => {
    const attempts = points.filter((point) => point.load === load);
    const alike = (point: ChartPoint) => attempts.filter(({ verdict }) => verdict === point.verdict).length;
    const most = Math.max(...attempts.map(alike));
    return attempts.findLast((point) => alike(point) === most)!;
  });
}

function same(value: number): AggregateSet {
  return { min: value, max: value, avg: value, p1: value, p5: value, p50: value, p95: value, p99: value, count: 1 };
}
