import { performance } from 'node:perf_hooks';
import type { EpochMs } from '../../../model/units.js';

/** Wall-clock time with fractions of a millisecond, from a clock that never jumps back. */
export function epochMs(): EpochMs {
  return epochMsAt(performance.now());
}

/** The same of a reading of `performance.now()`. */
export function epochMsAt(now: number): EpochMs {
  return performance.timeOrigin + now;
}
