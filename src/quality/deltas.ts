import type { StreamSample } from '../model/samples.js';
import type { Interval } from './intervals.js';

/** Reads a total from a sample; undefined if it is not measured. */
type Counter<S extends StreamSample> = (sample: S) => number | undefined;

/**
 * What a counter gained in each interval; undefined where it is not measured. Never negative: what a counter takes back (a packet counted
 * lost that came late) is carried over to the next interval.
 */
export function deltas<S extends StreamSample>(
  intervals: readonly Interval<S>[],
  counter: Counter<S>,
): (number | undefined)[] {
  let owed = 0;
  return intervals.map((interval) => {
    const change = changeOf(interval, counter);
    if (change === undefined) return undefined;
    const gained = change + (interval.restarted ? 0 : owed);
    owed = Math.min(0, gained);
    return Math.max(0, gained);
  });
}

/** What a counter gained over all intervals; undefined if it was not measured in any. What it took back is taken back. */
export function gain<S extends StreamSample>(
  intervals: readonly Interval<S>[],
  counter: Counter<S>,
): number | undefined {
  const changes = intervals.flatMap((interval) => changeOf(interval, counter) ?? []);
  return changes.length === 0
    ? undefined
    : Math.max(
        0,
        changes.reduce((sum, change) => sum + change, 0),
      );
}

function changeOf<S extends StreamSample>({ from, to, restarted }: Interval<S>, counter: Counter<S>) {
  const [before, after] = [restarted ? 0 : counter(from), counter(to)];
  return before === undefined || after === undefined ? undefined : after - before;
}

/** Seconds in all intervals. */
export const secondsOf = (intervals: readonly { readonly seconds: number }[]): number =>
  intervals.reduce((sum, { seconds }) => sum + seconds, 0);
