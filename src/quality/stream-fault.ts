import type { StreamFault } from '../model/figures.js';
import type { InboundSample } from '../model/samples.js';
import { deltas, secondsOf } from './deltas.js';
import { freezes } from './freezes.js';
import { foreignShare } from './ground-truth-values.js';
import { eachWindow, type Interval, intervalsWithin, type Windows } from './intervals.js';
import { longestSilence, type Silence } from './silence.js';

/** What is wrong with a stream, without its name. */
export type Fault = Pick<StreamFault, 'fault' | 'since' | 'detail'>;

/** No media for so long: the stream is missing. */
const missingSeconds = 3;
/** Frozen for more of the hold: the stream is bad. */
const frozenShare = 0.1;
/** More of the readable frames show somebody else: the picture is the wrong one. */
const foreignFrameShare = 0.01;
/** Fewer of the nominal frames per second: the stream is bad. */
const frameRateShare = 0.5;

/**
 * Judges one stream that must flow throughout the window, or throughout each of several: missing, somebody else's, frozen, or far too
 * slow, in this order; undefined if none of these.
 * @param samples of the stream; empty if it never appeared
 * @param nominalFramesPerSecond what its publisher sends
 */
export function streamFault(
  samples: readonly InboundSample[],
  windows: Windows,
  nominalFramesPerSecond: number,
): Fault | undefined {
  const missing = silent(samples, windows);
  if (missing) return missing;
  if (samples[0]?.kind !== 'video') return undefined;
  const intervals = intervalsWithin(samples, windows);
  return wrongPublisher(intervals) ?? frozen(intervals) ?? lowFrameRate(intervals, nominalFramesPerSecond);
}

/** The longest silence that makes a stream missing. What is silent between two windows is not judged. */
function silent(samples: readonly InboundSample[], windows: Windows): Fault | undefined {
  const each = eachWindow(windows);
  const silences = each.map((window) => longestSilence(samples, window));
  // A stream that had to flow for a moment only may have had no sample yet.
  const seconds = each.reduce((sum, { from, to }) => sum + (to - from) / 1000, 0);
  if (each[0] && seconds >= missingSeconds && silences.every(({ never, open }) => never && open))
    return { fault: 'missing', since: each[0].from, detail: 'no packet ever' };
  const [longest] = silences.sort((a, b) => b.seconds - a.seconds);
  if (!longest || longest.seconds < missingSeconds) return undefined;
  return { fault: 'missing', since: longest.since, detail: silenceDetail(longest) };
}

function silenceDetail({ seconds, never, open }: Silence): string {
  const span = `no packet for ${seconds.toFixed(1)} s of the hold`;
  if (open) return span;
  return never ? `first packet ${seconds.toFixed(1)} s into the hold` : `${span}, then media again`;
}

function wrongPublisher(intervals: readonly Interval<InboundSample>[]): Fault | undefined {
  const share = foreignShare(intervals);
  if (share === undefined || share <= foreignFrameShare) return undefined;
  const counts = deltas(intervals, (sample) => sample.foreignFrames);
  const first = intervals[counts.findIndex((count) => count !== undefined && count > 0)]!;
  const percent = share >= 0.9995 ? '' : ` in ${(100 * share).toFixed(1)} % of its frames`;
  const whom = intervals.findLast(({ to }) => to.foreignPublisher !== undefined)?.to.foreignPublisher;
  const detail = `shows ${whom === undefined ? 'another participant' : `participant ${whom}`} instead${percent}`;
  return { fault: 'wrong-publisher', since: first.from.at, detail };
}

function frozen(intervals: readonly Interval<InboundSample>[]): Fault | undefined {
  const found = freezes(intervals);
  if (!found || found.since === undefined || found.frozenSeconds <= frozenShare * found.judgedSeconds) return undefined;
  const percent = ((100 * found.frozenSeconds) / found.judgedSeconds).toFixed(1);
  return { fault: 'frozen', since: found.since, detail: `frozen for ${percent} % of the hold` };
}

function lowFrameRate(intervals: readonly Interval<InboundSample>[], nominal: number): Fault | undefined {
  const frames = deltas(intervals, (sample) => sample.framesDecoded);
  const measured = intervals.flatMap((interval, i) =>
    frames[i] === undefined ? [] : [{ ...interval, frames: frames[i] }],
  );
  if (measured.length === 0) return undefined;
  const rate = measured.reduce((sum, interval) => sum + interval.frames, 0) / secondsOf(measured);
  if (rate >= nominal * frameRateShare) return undefined;
  const slow = measured.find((interval) => interval.frames / interval.seconds < nominal * frameRateShare)!;
  return {
    fault: 'low-frame-rate',
    since: slow.from.at,
    detail: `${rate.toFixed(1)} of ${nominal} frames per second`,
  };
}
