import type { MetricName, metrics, ThresholdMetric } from '../model/metrics.js';
import type { Aggregate, ResolvedThreshold } from '../model/scenario.js';

/** `<aggregate> <operator> <number>` in the metric's unit, e.g. `p95 < 3000`. */
export type ThresholdText = `${Aggregate} ${ResolvedThreshold['operator']} ${number}`;

/**
 * A threshold for a part of the holds. Events are `'step 3'`, which is the start of its hold, and the names of impairments that have a
 * time, which last from their begin to the end of their recovery. `during` a step means its whole hold.
 */
export type WindowedThreshold = { readonly check: ThresholdText } & (
  | { readonly during: string }
  | { readonly after: string }
  | { readonly before: string }
  | { readonly between: readonly [from: string, to: string] }
);

/** Metrics with one value per participant or stream, by the kind of participant that measures them. */
type PerKind<M extends MetricName> = (typeof metrics)[M]['scope'] extends 'step' | 'generator' | 'platform'
  ? never
  : `${M}@${(typeof metrics)[M]['kinds'][number]}`;

/** A metric of the catalogue, or a metric as measured by one kind of participant: `video.framesPerSecond@browser`. */
export type ThresholdKey = ThresholdMetric | { [M in ThresholdMetric]: PerKind<M> }[ThresholdMetric];

/** What must hold in every step, or in a part of the holds, per metric. */
export type Thresholds = { readonly [K in ThresholdKey]?: readonly (ThresholdText | WindowedThreshold)[] };

/** Types a set of thresholds, so that it can be shared between scenarios. */
export function thresholds(set: Thresholds): Thresholds {
  return set;
}
