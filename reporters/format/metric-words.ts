import { isMetricName, type MetricName, metrics } from '../../src/model/metrics.js';

/** Metrics that a report draws, in this order, before those that only a threshold names. */
export const mainMetrics = [
  'video.framesPerSecond',
  'video.residualLoss',
  'joinTime',
  'video.endToEndLatency',
  'video.jitter',
  'missingStreams',
  'hopRoundTripTime',
] as const satisfies readonly MetricName[];

/** A metric's heading for people; its catalogue name where there is none. */
export function metricTitle(metric: string): string {
  const [name = '', kind] = metric.split('@');
  const title = isMetricName(name) ? metrics[name].title : name;
  return kind === undefined ? title : `${title}, ${kind}`;
}
