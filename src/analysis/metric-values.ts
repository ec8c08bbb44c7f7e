import type { HealthFigures, MergedFigures, MetricValues } from '../model/figures.js';
import { type MetricName, metrics, type ParticipantKind, participantKinds } from '../model/metrics.js';

const guardCounts = {
  missingStreams: 'missingCount',
  badStreams: 'badCount',
  joinFailures: 'joinFailureCount',
} as const satisfies Partial<Record<MetricName, keyof MergedFigures>>;

const healthFigures: Partial<Record<MetricName, keyof HealthFigures | 'offeredLoad'>> = {
  'generator.offeredLoad': 'offeredLoad',
  'generator.eventLoopDelay': 'eventLoopDelayP99Ms',
  'generator.sendLateness': 'sendLatenessP99Ms',
  'generator.canaryLateness': 'canaryLatenessP99Ms',
  'generator.canaryLoss': 'canaryLoss',
  'generator.socketDrops': 'socketDrops',
  'generator.browserCrashes': 'browserCrashes',
  'generator.runQueueWait': 'runQueueWait',
  'generator.throttled': 'throttled',
  'generator.captureRate': 'captureRate',
  'generator.decodeShare': 'decodeShare',
  'generator.cpuIdle': 'cpuIdle',
  'generator.memory': 'memoryMb',
};

/** Values of a metric, of all kinds of participant or of one. */
export function valuesAmong(values: MetricValues, metric: MetricName, kind?: ParticipantKind): readonly number[] {
  const [first = [], ...others] = (kind ? [kind] : participantKinds).flatMap((of) => {
    const found = values[metric]?.[of];
    return found ? [found] : [];
  });
  return others.length === 0 ? first : first.concat(...others);
}

/** Values of a metric in a step: one per stream or participant (of a kind, if given), one per generator, or the step's count. */
export function valuesOf(figures: MergedFigures, metric: MetricName, kind?: ParticipantKind): readonly number[] {
  if (Object.hasOwn(guardCounts, metric)) return [figures[guardCounts[metric as keyof typeof guardCounts]]];
  const figure = healthFigures[metric];
  if (figure) return figures.health.flatMap((of) => of[figure] ?? []);
  return valuesAmong(figures.values, metric, kind);
}

/** What the values of a metric are taken over: `42 streams`. */
export function countedValues(metric: MetricName, count: number): string {
  const noun = { participant: 'participant', generator: 'generator', step: 'step', platform: 'reading' } as const;
  const { scope } = metrics[metric];
  const one = scope in noun ? noun[scope as keyof typeof noun] : 'stream';
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
