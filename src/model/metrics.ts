import { audioMetrics } from './catalogue/audio.js';
import { generatorMetrics } from './catalogue/generator.js';
import { joiningMetrics } from './catalogue/joining.js';
import type { MetricDefinition } from './catalogue/metric.js';
import { outboundMetrics } from './catalogue/outbound.js';
import { platformMetrics } from './catalogue/platform.js';
import { signalMetrics } from './catalogue/signals.js';
import { videoMetrics } from './catalogue/video.js';

export { type MetricDefinition, type ParticipantKind, participantKinds } from './catalogue/metric.js';

/**
 * The metric catalogue: the one place where a metric's name, title, unit, direction and per-stream rule are written. Types, validation,
 * the tables of the documentation and the labels of reports come from it.
 */
export const metrics = {
  ...joiningMetrics,
  ...videoMetrics,
  ...audioMetrics,
  ...outboundMetrics,
  ...signalMetrics,
  ...generatorMetrics,
  ...platformMetrics,
} as const satisfies Record<string, MetricDefinition>;

/** Name of a metric of the catalogue. */
export type MetricName = keyof typeof metrics;

/** Every name of the catalogue, in its order. */
export const metricNames = Object.keys(metrics) as MetricName[];

/** Whether `name` is in the catalogue. */
export const isMetricName = (name: string): name is MetricName => Object.hasOwn(metrics, name);

/** Metrics that a threshold may use: all but the platform's own figures. */
export type ThresholdMetric = {
  [M in MetricName]: (typeof metrics)[M]['scope'] extends 'platform' ? never : M;
}[MetricName];
