import type { StreamSample } from '../model/samples.js';
import type { Window } from './intervals.js';

/** Mean round trip that the samples of one or more streams tell within the window, in ms; undefined if none was measured. */
export function meanRoundTripMs(samples: readonly StreamSample[], { from, to }: Window): number | undefined {
  const measured = samples.flatMap(({ at, roundTripTime }) =>
    at >= from && at <= to && roundTripTime !== undefined ? [roundTripTime * 1000] : [],
  );
  return measured.length === 0 ? undefined : measured.reduce((sum, ms) => sum + ms, 0) / measured.length;
}
