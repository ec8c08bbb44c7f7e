import { valuesOf } from '../../src/charts/points.js';
import { thresholdMetric } from '../../src/charts/threshold-metric.js';
import { isMetricName, type MetricName, metricNames, metrics } from '../../src/model/metrics.js';
import type { ScenarioModel } from '../collect/run-model.js';

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

const platformMetrics: readonly string[] = metricNames.filter((name) => metrics[name].scope === 'platform');
/** Counts that are worth a drawing only where they are not 0 throughout. */
const quietAtZero = new Set(['missingStreams', 'joinFailures', 'badStreams']);

/** Whether a metric has one value per step, so that no aggregate need be named. */
export const isSingle = (metric: string): boolean => platformMetrics.includes(metric) || quietAtZero.has(metric);

/** The metrics of which a report draws a load curve: the main ones, those that thresholds judge, and the platform's own figures. */
export function chartedMetrics({ resolved, steps }: ScenarioModel): string[] {
  const judged = (resolved?.thresholds ?? []).map(thresholdMetric);
  const highest = (metric: string) => Math.max(0, ...steps.map((step) => valuesOf(step, metric)?.max ?? 0));
  return [...new Set([...mainMetrics, ...judged, ...platformMetrics])].filter(
    (metric) => !quietAtZero.has(metric) || highest(metric) > 0,
  );
}

/** A metric's heading for people; its catalogue name where there is none. */
export function metricTitle(metric: string): string {
  const [name = '', kind] = metric.split('@');
  const title = isMetricName(name) ? metrics[name].title : name;
  return kind === undefined ? title : `${title}, ${kind}`;
}
