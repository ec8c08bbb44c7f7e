import type { InboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { hasRestarted, inOrder, packetsOf, type Window } from './intervals.js';

/** A time without a packet. */
export interface Silence {
  /** Last packet that is known, or the window's start if there never was one. */
  readonly since: EpochMs;
  /** Length within the window. */
  readonly seconds: number;
  /** No packet came before it. */
  readonly never: boolean;
  /** It lasts to the end of the window. */
  readonly open: boolean;
}

/** Samples come about once a second: a sample that is late by less proves nothing. */
const samplePeriodMs = 1000;

/** The longest time within the window in which a stream is known to have brought no packet. */
export function longestSilence(samples: readonly InboundSample[], window: Window): Silence {
  let since: EpochMs | undefined;
  let longest: Silence | undefined;
  const end = (until: EpochMs, open: boolean) => {
    const seconds = Math.max(0, until - Math.max(since ?? window.from, window.from)) / 1000;
    if (!longest || seconds > longest.seconds)
      longest = { since: since ?? window.from, seconds, never: since === undefined, open };
  };
  let previous: InboundSample | undefined;
  for (const sample of inOrder(samples).filter(({ at }) => at <= window.to)) {
    if (hasNews(previous, sample)) {
      end(previous?.at ?? sample.at - samplePeriodMs, false);
      since = sample.at;
    }
    previous = sample;
  }
  end(Math.max(previous?.at ?? window.to, window.to - samplePeriodMs), true);
  return longest!;
}

/** Whether packets came between two samples. */
export function hasNews(before: InboundSample | undefined, after: InboundSample): boolean {
  const known = before === undefined || hasRestarted(before, after) ? 0 : packetsOf(before);
  return packetsOf(after) > known;
}
