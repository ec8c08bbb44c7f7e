import { formatCount, formatMetric, formatThreshold } from '../../src/model/format.js';
import type { GuardMetric } from '../../src/model/scenario.js';
import type { Breach } from '../../src/model/verdict.js';
import { counted } from './words.js';

/** A breach taken apart for a table: `video.framesPerSecond`, `p5 ≥ 24 fps`, `17.3 fps`, `−28 %`. */
export interface BreachWords {
  readonly metric: string;
  readonly needed: string;
  readonly found: string;
  /** How far off, against the bound; empty where the bound is 0 or nothing was measured. */
  readonly missedBy: string;
}

export function breachWords({ metric, threshold, value }: Pick<Breach, 'metric' | 'threshold' | 'value'>): BreachWords {
  const bound = boundOf(threshold);
  return {
    metric,
    needed: isGuard(metric) ? allowance(bound) : formatThreshold(metric, threshold),
    found: value === undefined ? 'no sample' : formatMetric(metric, value, bound),
    missedBy: value === undefined || bound === undefined ? '' : missedBy(value, bound),
  };
}

const nouns: Readonly<Record<GuardMetric, string>> = {
  missingStreams: 'missing stream',
  badStreams: 'bad stream',
  joinFailures: 'failed join',
};

/** What limited a capacity, as a fragment: `video.framesPerSecond: 17.3 fps where p5 ≥ 24 fps was needed`, `3 bad streams, none allowed`. */
export function limitWords(limit: Pick<Breach, 'metric' | 'threshold' | 'value'>): string {
  const { metric, needed, found } = breachWords(limit);
  if (isGuard(metric) && limit.value !== undefined) return `${counted(limit.value, nouns[metric])}, ${needed} allowed`;
  return `${metric}: ${found} where ${needed} was needed`;
}

const isGuard = (metric: string): metric is GuardMetric => Object.hasOwn(nouns, metric);

const allowance = (bound: number | undefined): string => (bound ? `at most ${formatCount(bound)}` : 'none');

function boundOf(threshold: string): number | undefined {
  const bound = Number(/[<>=]\s*([+-]?[\d.]+(?:e[+-]?\d+)?)/i.exec(threshold)?.[1]);
  return Number.isNaN(bound) ? undefined : bound;
}

function missedBy(value: number, bound: number): string {
  if (bound === 0) return '';
  const share = value / bound;
  if (share >= 2) return `× ${share.toFixed(share < 10 ? 1 : 0)}`;
  const percent = (share - 1) * 100;
  const shown = Math.abs(percent) < 1 ? '< 1' : Math.abs(percent).toFixed(0);
  return `${percent < 0 ? '−' : '+'}${shown} %`;
}
