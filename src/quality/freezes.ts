import type { InboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { deltas, secondsOf } from './deltas.js';
import type { Interval } from './intervals.js';

/** Time for which a picture stood still. */
export interface Freezes {
  readonly frozenSeconds: number;
  readonly judgedSeconds: number;
  /** Start of the first interval with frozen time. */
  readonly since?: EpochMs;
}

/** A freeze that is reported up to this long after frames flow again is the stall that was seen before. */
const reportDelaySeconds = 2;

/**
 * Frozen time by the webrtc-stats rule (totalFreezesDuration), which a browser adds only once the freeze is over and not at all for long
 * outages, together with stalls: intervals without a decoded frame. A stall that totalFreezesDuration reports later counts once.
 * @returns undefined if decoded frames are not measured
 */
export function freezes(intervals: readonly Interval<InboundSample>[]): Freezes | undefined {
  const frames = deltas(intervals, (sample) => sample.framesDecoded);
  const reported = deltas(intervals, (sample) => sample.totalFreezesDuration);
  if (frames.every((delta) => delta === undefined)) return undefined;
  let frozenSeconds = 0;
  let elapsed = 0;
  let earlier = 0;
  let stalled = 0;
  let flowing = 0;
  let since: EpochMs | undefined;
  intervals.forEach(({ from, seconds }, i) => {
    if (i > 0 && intervals[i - 1]!.to !== from) {
      // What froze between two windows belongs to neither, although it is reported in the second.
      earlier = frozenSeconds;
      elapsed = 0;
      stalled = 0;
      flowing = 0;
    }
    elapsed += seconds;
    const stall = frames[i] === 0 ? seconds : 0;
    stalled += stall;
    flowing = stall > 0 ? 0 : flowing + seconds;
    const report = reported[i] ?? 0;
    // A report covers the stall before it; its start may lie before the window.
    const unseen = Math.max(0, report - stalled);
    const frozen = Math.min(frozenSeconds + stall + unseen, earlier + elapsed) - frozenSeconds;
    frozenSeconds += frozen;
    if (frozen > 0) since ??= from.at;
    if (report > 0 || flowing > reportDelaySeconds) stalled = 0;
  });
  return { frozenSeconds, judgedSeconds: secondsOf(intervals), ...(since !== undefined && { since }) };
}
