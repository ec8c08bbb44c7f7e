import { type MetricDefinition, type MetricName, metrics } from '../model/metrics.js';
import type { ResolvedPrimaryMetric } from '../model/scenario.js';

type Scale = Pick<ResolvedPrimaryMetric, 'scale' | 'margin' | 'floor'>;

/** Metrics of which their unit does not tell how they are compared. */
const byMetric: Partial<Record<MetricName, Scale>> = {
  'video.framesPerSecond': { scale: 'log', margin: 0.05, floor: 1 },
  'video.jitter': { scale: 'additive', margin: 5 },
  'audio.jitter': { scale: 'additive', margin: 5 },
  'video.ssim': { scale: 'additive', margin: 0.01 },
};

/** Shares are 0 when all is well, so that they have no ratio: their margin is half a point. */
const byUnit: Partial<Record<MetricDefinition['unit'], Scale>> = {
  ms: { scale: 'log', margin: 0.1, floor: 10 },
  px: { scale: 'log', margin: 0.1, floor: 1 },
  ratio: { scale: 'additive', margin: 0.005 },
  dB: { scale: 'additive', margin: 1 },
  mos: { scale: 'additive', margin: 0.1 },
  '1/s': { scale: 'additive', margin: 0.5 },
  count: { scale: 'additive', margin: 0.5 },
};

/** The one place where it is written on what scale a metric is compared, and what change matters. */
export const scaleOf = (metric: MetricName): Scale | undefined => byMetric[metric] ?? byUnit[metrics[metric].unit];

const oncePerStep: readonly MetricDefinition['scope'][] = ['step', 'generator', 'platform'];

/** Whether a metric can be compared: it has one value per stream or participant, and a direction. */
export const isComparable = (metric: MetricName): boolean =>
  !oncePerStep.includes(metrics[metric].scope) && metrics[metric].better !== 'none' && scaleOf(metric) !== undefined;
