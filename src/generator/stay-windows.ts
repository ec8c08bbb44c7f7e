import type { InboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { hasNews, type Window } from '../quality/index.js';
import { beginsBefore, type Stay, settleAfterJoinMs } from '../scenario/index.js';
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
 * its first media, to its planned end. One of which no media came counts from when it could have settled.
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
    return windows
      .map(({ from, to }) => ({ from: Math.max(from, due.from), to: Math.min(to, due.to) }))
      .filter(({ from, to }) => from < to);
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
  return { from: (firstMediaAt(samples, begins, to) ?? begins) + settleAfterJoinMs, to };
}

function firstMediaAt(samples: readonly InboundSample[], from: EpochMs, to: EpochMs): EpochMs | undefined {
  const first = samples.findIndex((sample, i) => sample.at >= from && hasNews(samples[i - 1], sample));
  const found = samples[first];
  return found && found.at < to ? found.at : undefined;
}
