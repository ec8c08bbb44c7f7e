import type { EpochMs } from './units.js';

/**
 * When a participant sends its signals. Each has a number that counts from the epoch, so that receivers know which ones were due in any
 * while without being told.
 */
export interface SignalSchedule {
  readonly everyMs: number;
  /** From 0, below `everyMs`: participants do not send at once. */
  readonly phaseMs: number;
  /** Length of what a signal carries. */
  readonly bytes: number;
}

/** A signal that another participant sent, as it arrived. */
export interface ReceivedSignal {
  /** Index of the sender within its session. */
  readonly from: number;
  readonly number: number;
  readonly at: EpochMs;
  /** Sent until received; by the clocks of both. */
  readonly latencyMs: number;
}

/** When a signal is due, by the sender's clock. */
export const signalDueAt = ({ everyMs, phaseMs }: SignalSchedule, number: number): EpochMs =>
  number * everyMs + phaseMs;

/** Number of the first signal that is due at an instant or after it. */
export const firstSignalFrom = ({ everyMs, phaseMs }: SignalSchedule, at: EpochMs): number =>
  Math.ceil((at - phaseMs) / everyMs);
