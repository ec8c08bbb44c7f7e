import type { StreamSample } from '../model/samples.js';
import { isWithin, type Windows } from './intervals.js';

/** Mean round trip that the samples of one or more streams tell within the windows, in ms; undefined if none was measured. */
export function meanRoundTripMs(samples: readonly StreamSample[], windows: Windows): number | undefined {
  const measured = samples.flatMap(({ at, roundTripTime }) =>
    roundTripTime !== undefined && isWithin(windows, at) ? [roundTripTime * 1000] : [],
  );
  return measured.length === 0 ? undefined : measured.reduce((sum, ms) => sum + ms, 0) / measured.length;
}
