import type { StreamSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';

/** The time that is judged. */
export interface Window {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** One time that is judged, or several apart from each other. */
export type Windows = Window | readonly Window[];

/** Each of them. */
export const eachWindow = (windows: Windows): readonly Window[] => ('from' in windows ? [windows] : windows);

/** The time that is in both; empty or reversed if there is none. */
export const overlapOf = (a: Window, b: Window): Window => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
});

/** Whether an instant lies in one of them. */
export const isWithin = (windows: Windows, at: EpochMs): boolean =>
  eachWindow(windows).some(({ from, to }) => at >= from && at <= to);

/** Time between two samples of a stream. */
export interface Interval<S extends StreamSample> {
  readonly from: S;
  readonly to: S;
  readonly seconds: number;
  /** The stream began anew within it (a reconnection): its counters started from 0. */
  readonly restarted: boolean;
}

/** Shorter intervals are joined with the next: rates over a few milliseconds are noise. */
const shortestIntervalMs = 500;

/** Intervals of a stream that lie wholly in one of the windows. Samples may come in any order. */
export function intervalsWithin<S extends StreamSample>(samples: readonly S[], windows: Windows): Interval<S>[] {
  return eachWindow(windows).flatMap((window) => intervalsOf(samples, window));
}

function intervalsOf<S extends StreamSample>(samples: readonly S[], window: Window): Interval<S>[] {
  const [first, ...rest] = inOrder(samples).filter(({ at }) => at >= window.from && at <= window.to);
  const intervals: Interval<S>[] = [];
  if (!first) return intervals;
  let from = first;
  let previous = first;
  let restarted = false;
  for (const sample of rest) {
    restarted ||= hasRestarted(previous, sample);
    previous = sample;
    if (sample.at - from.at < shortestIntervalMs) continue;
    intervals.push({ from, to: sample, seconds: (sample.at - from.at) / 1000, restarted });
    from = sample;
    restarted = false;
  }
  return intervals;
}

/** Samples by time. */
export const inOrder = <S extends StreamSample>(samples: readonly S[]): S[] =>
  samples.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);

/** Packets of a stream so far: the counter that only a new stream sets back. */
export const packetsOf = (sample: StreamSample): number =>
  sample.direction === 'inbound' ? sample.packetsReceived : sample.packetsSent;

/** Whether a stream began anew between two samples. */
export const hasRestarted = (before: StreamSample, after: StreamSample): boolean =>
  packetsOf(after) < packetsOf(before);
