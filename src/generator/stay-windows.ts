import type { InboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { hasNews, overlapOf, type Window } from '../quality/index.js';
import { beginsBefore, leastJudgedMs, type Stay, settleAfterJoinMs } from '../scenario/index.js';
import type { ExpectedStream } from './expected-streams.js';

type Stays = Pick<ExpectedStream, 'stays'>;

/** Whether a stream must flow so long after the start of a hold, or before it, which is at 0. */
export const isThereAt = ({ stays }: Stays, intoHoldMs: number): boolean =>
  stays === undefined ||
  stays.some(({ fromMs, toMs }) =>
    beginsBefore({ fromMs }) ? intoHoldMs < toMs : intoHoldMs >= fromMs + settleAfterJoinMs && intoHoldMs < toMs,
  );

/**
 * The parts of some windows in which a stream must flow that is not there throughout the hold: from the hold's start, or some time after
 * its first media, to its planned end. One of which media came too late to be judged, or never, counts from when it could have settled.
 * Parts that are too short to tell anything are left out.
 * @param samples of the stream, in the order of time
 */
export function stayWindows(
  { stays }: Stays,
  windows: readonly Window[],
  samples: readonly InboundSample[],
  hold: { readonly at: EpochMs; readonly to: EpochMs },
): readonly Window[] {
  if (stays === undefined) return windows;
  return stays.flatMap((stay) => {
    const due = judgedIn(stay, samples, hold);
    return windows.flatMap((window) => {
      const part = overlapOf(window, due);
      return part.to - part.from < Math.min(leastJudgedMs, window.to - window.from) ? [] : [part];
    });
  });
}

function judgedIn(
  { fromMs, toMs }: Stay,
  samples: readonly InboundSample[],
  hold: { readonly at: EpochMs; readonly to: EpochMs },
): Window {
  const to = Math.min(hold.at + toMs, hold.to);
  if (beginsBefore({ fromMs })) return { from: hold.at, to };
  const begins = hold.at + fromMs;
  const settled = (firstMediaAt(samples, begins, to) ?? begins) + settleAfterJoinMs;
  return { from: to - settled < leastJudgedMs ? begins + settleAfterJoinMs : settled, to };
}

function firstMediaAt(samples: readonly InboundSample[], from: EpochMs, to: EpochMs): EpochMs | undefined {
  const first = samples.findIndex((sample, i) => sample.at >= from && hasNews(samples[i - 1], sample));
  const found = samples[first];
  return found && found.at < to ? found.at : undefined;
}
