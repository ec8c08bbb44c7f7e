import type { HealthFigures } from '../model/figures.js';
import { formatBound, formatMetric } from '../model/format.js';
import type { MetricName } from '../model/metrics.js';

/** A cause for which figures say nothing about the platform. */
interface HealthLimit {
  readonly figure: keyof HealthFigures;
  readonly metric: MetricName;
  readonly what: string;
  /** The figure must stay below it, or reach it. */
  readonly below?: number;
  readonly atLeast?: number;
  /** Decides only where no server runs on the same machine. */
  readonly ownMachine?: true;
}

const healthLimits: readonly HealthLimit[] = [
  { figure: 'eventLoopDelayP99Ms', metric: 'generator.eventLoopDelay', what: 'event-loop delay (p99)', below: 50 },
  { figure: 'sendLatenessP99Ms', metric: 'generator.sendLateness', what: 'lateness of sent packets (p99)', below: 20 },
  { figure: 'browserCrashes', metric: 'generator.browserCrashes', what: 'browsers that died', below: 1 },
  { figure: 'runQueueWait', metric: 'generator.runQueueWait', what: 'waiting time for a CPU', below: 0.25 },
  { figure: 'throttled', metric: 'generator.throttled', what: 'time throttled by the cgroup', below: 0.1 },
  {
    figure: 'canaryLatenessP99Ms',
    metric: 'generator.canaryLateness',
    what: 'latency of a stream to itself (p99)',
    below: 50,
  },
  { figure: 'canaryLoss', metric: 'generator.canaryLoss', what: 'loss of a stream to itself', below: 0.01 },
  { figure: 'socketDrops', metric: 'generator.socketDrops', what: 'packets dropped by its full sockets', below: 1 },
  { figure: 'captureRate', metric: 'generator.captureRate', what: 'lowest capture rate of its browsers', atLeast: 0.9 },
  {
    figure: 'decodeShare',
    metric: 'generator.decodeShare',
    what: 'lowest decoded share of its browsers',
    atLeast: 0.95,
  },
  {
    figure: 'cpuIdle',
    metric: 'generator.cpuIdle',
    what: 'idle share of its machine',
    atLeast: 0.15,
    ownMachine: true,
  },
];

export interface HealthOptions {
  /** A server runs on the machine of the generators, as far as they do not say it of their own. */
  readonly sharedWithServer: boolean;
}

/** Why a generator was not healthy, one clause per cause; none if it was. What was not measured decides nothing. */
export function unhealthyBecause(health: HealthFigures & Partial<HealthOptions>, options: HealthOptions): string[] {
  const { sharedWithServer } = ownOptions(health, options);
  return healthLimits
    .filter(({ ownMachine }) => !(ownMachine && sharedWithServer))
    .flatMap(({ figure, metric, what, below, atLeast }) => {
      const value = health[figure];
      const bound = below ?? atLeast!;
      const fits = value === undefined || (below === undefined ? value >= bound : value < bound);
      if (fits) return [];
      const limit = `${below === undefined ? 'at least' : 'below'} ${formatBound(metric, bound)}`;
      return [`${what} ${formatMetric(metric, value, bound)}, must be ${limit}`];
    });
}

/** What holds for one generator: what it says itself, so that all machines judge it alike. */
export const ownOptions = (health: Partial<HealthOptions>, options: HealthOptions): HealthOptions => ({
  sharedWithServer: health.sharedWithServer ?? options.sharedWithServer,
});

/** Whether a generator itself did not distort what it measured. */
export const isHealthy = (health: HealthFigures, options: HealthOptions): boolean =>
  unhealthyBecause(health, options).length === 0;
