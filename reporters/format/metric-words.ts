import type { MetricName } from '../../src/model/metrics.js';

/** Metrics that a report draws, in this order, before those that only a threshold names. */
export const mainMetrics = [
  'video.framesPerSecond',
  'video.residualLoss',
  'joinTime',
  'video.jitter',
  'missingStreams',
  'hopRoundTripTime',
  'audio.residualLoss',
] as const satisfies readonly MetricName[];

const titles: Readonly<Partial<Record<string, string>>> = {
  joinTime: 'Join time',
  publishTime: 'Publish time',
  timeToFirstFrame: 'Time to first frame',
  startLateness: 'Start lateness',
  joinFailures: 'Join failures',
  missingStreams: 'Missing streams',
  badStreams: 'Bad streams',
  'video.framesPerSecond': 'Frames per second',
  'video.residualLoss': 'Residual video loss',
  'video.networkLoss': 'Network video loss',
  'video.jitter': 'Video jitter',
  'audio.residualLoss': 'Residual audio loss',
  'audio.jitter': 'Audio jitter',
  hopRoundTripTime: 'Server round trip',
  'platform.cpu': 'Server CPU',
  'platform.memory': 'Server memory',
  'platform.networkOut': 'Server media out',
};

/** A metric's heading for people; its catalogue name where there is none. */
export function metricTitle(metric: string): string {
  const [name = '', kind] = metric.split('@');
  const title = titles[name] ?? name;
  return kind === undefined ? title : `${title}, ${kind}`;
}
