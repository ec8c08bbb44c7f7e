import type { MetricDefinition } from '../model/metrics.js';
import type { Aggregate } from '../model/scenario.js';
import type { AggregateSet } from '../model/verdict.js';
import { round6, shortestFloat32 } from './round.js';

type Better = MetricDefinition['better'];

/** With fewer values a percentile is the worst of them: the tail of a handful says nothing. */
const fewestForPercentiles = 20;

/**
 * One figure for many values, exact: percentiles by nearest rank, rounded toward the worse side.
 * @returns NaN if there is no value (but for `count`), or if a value is NaN
 */
export function aggregate(values: readonly number[], by: Aggregate, better: Better): number {
  return ofSorted(ascending(values), by, better);
}

/** Values in ascending order, NaN last. */
export type Ascending = Float64Array;

// Typed arrays sort numbers as numbers, and NaN last.
export const ascending = (values: readonly number[]): Ascending => Float64Array.from(values).sort();

/** The values of two lists in ascending order, in one pass. */
export function mergeAscending(a: Ascending, b: Ascending): Ascending {
  const merged = new Float64Array(a.length + b.length);
  let [i, j] = [0, 0];
  for (let at = 0; at < merged.length; at += 1) {
    // A NaN is after everything, so that whatever is compared with it goes first.
    const takesA = j >= b.length || (i < a.length && (a[i]! <= b[j]! || Number.isNaN(b[j])));
    merged[at] = takesA ? a[i++]! : b[j++]!;
  }
  return merged;
}

/** All aggregates of a metric's values, as reports carry them. Averages are rounded to 6 significant digits. */
export function aggregateSet(ordered: Ascending, better: Better): AggregateSet {
  const exact = (by: Aggregate) => shortestFloat32(ofSorted(ordered, by, better));
  return {
    count: ordered.length,
    min: exact('min'),
    p1: exact('p1'),
    p5: exact('p5'),
    p50: exact('p50'),
    p95: exact('p95'),
    p99: exact('p99'),
    max: exact('max'),
    avg: round6(ofSorted(ordered, 'avg', better)),
  };
}

function ofSorted(ordered: Ascending, by: Aggregate, better: Better): number {
  const count = ordered.length;
  if (by === 'count') return count;
  if (count === 0 || Number.isNaN(ordered[count - 1])) return Number.NaN;
  switch (by) {
    case 'min':
      return ordered[0]!;
    case 'max':
      return ordered[count - 1]!;
    case 'avg':
      // Summed in ascending order, so that the order of generators does not show.
      return ordered.reduce((sum, value) => sum + value, 0) / count;
    default:
      return ordered[rank(Number(by.slice(1)), count, better) - 1]!;
  }
}

/** Rank of a percentile, from 1. */
function rank(percent: number, count: number, better: Better): number {
  if (better !== 'none' && count < fewestForPercentiles) return better === 'lower' ? count : 1;
  const exact = (percent * count) / 100;
  return Math.max(1, better === 'higher' ? Math.floor(exact) : Math.ceil(exact));
}
