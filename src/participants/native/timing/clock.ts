import { performance } from 'node:perf_hooks';
import type { EpochMs } from '../../../model/units.js';

/** Wall-clock time with fractions of a millisecond, from a clock that never jumps back. */
export function epochMs(): EpochMs {
  return performance.timeOrigin + performance.now();
}
