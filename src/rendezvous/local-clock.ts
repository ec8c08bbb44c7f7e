import type { EpochMs } from '../model/units.js';

/** The clock that offsets are told of: wall-clock time that never goes backwards within a process. */
export const localNow = (): EpochMs => performance.timeOrigin + performance.now();
