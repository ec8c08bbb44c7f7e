import type { MetricName, metrics } from '../model/metrics.js';
import type { Aggregate, TolerableDifference } from '../model/scenario.js';

/** Metrics with one value per stream or participant. */
type PrimaryMetric = {
  [M in MetricName]: (typeof metrics)[M]['scope'] extends 'step' | 'generator' | 'platform' ? never : M;
}[MetricName];

type PrimaryKey =
  | PrimaryMetric
  | { [M in PrimaryMetric]: `${M}@${(typeof metrics)[M]['kinds'][number]}` }[PrimaryMetric];

/**
 * A metric that is compared, with the aggregate over the streams of a step: `'p95 joinTime'`. Without one it is `p95` where lower is
 * better, and `p5` where higher is.
 */
export type PrimaryMetricText = PrimaryKey | `${Exclude<Aggregate, 'count'>} ${PrimaryKey}`;

/** How a scenario is compared with its stored baseline. */
export interface BaselineOptions {
  /** What is compared, 1 to 6 of them. Default: `joinTime`, `video.framesPerSecond` and `video.residualLoss`. */
  readonly metrics?: readonly PrimaryMetricText[];
  /**
   * Least change for the worse that matters, above 0: a share where changes are ratios (0.1 is 10 %), else in the metric's unit.
   * `capacity` is a share. Defaults: see the page on baselines.
   */
  readonly margin?: { readonly [M in PrimaryMetric | 'capacity']?: number };
  /** How often the steps are run within one test, everyone joining anew: 1 to 20. Fewer than 3 cannot alarm. Default 3. */
  readonly repeat?: number;
  /** Differences that do not keep a run from being compared. Default: none. */
  readonly across?: readonly TolerableDifference[];
}

/** `true`: compared, with every default. */
export type BaselineInput = boolean | BaselineOptions;
