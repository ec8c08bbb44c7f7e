import type { StreamSample } from '../model/samples.js';
import type { Interval } from './intervals.js';

/**
 * What a counter gained in each interval; undefined where it is not measured. Never negative: what a counter takes back (a packet counted
 * lost that came late) is carried over to the next interval.
 */
export function deltas<S extends StreamSample>(
  intervals: readonly Interval<S>[],
  counter: (sample: S) => number | undefined,
): (number | undefined)[] {
  let owed = 0;
  return intervals.map(({ from, to, restarted }) => {
    const [before, after] = [restarted ? 0 : counter(from), counter(to)];
    if (before === undefined || after === undefined) return undefined;
    const gained = after - before + (restarted ? 0 : owed);
    owed = Math.min(0, gained);
    return Math.max(0, gained);
  });
}

/** Sum of a counter's gains; undefined if it was not measured in any interval. */
export function gain<S extends StreamSample>(
  intervals: readonly Interval<S>[],
  counter: (sample: S) => number | undefined,
): number | undefined {
  const measured = deltas(intervals, counter).filter((delta) => delta !== undefined);
  return measured.length === 0 ? undefined : measured.reduce((sum, delta) => sum + delta, 0);
}

/** Seconds in all intervals. */
export const secondsOf = (intervals: readonly { readonly seconds: number }[]): number =>
  intervals.reduce((sum, { seconds }) => sum + seconds, 0);
