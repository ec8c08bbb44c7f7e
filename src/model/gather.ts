import type { ClockOffset } from './clock-offset.js';
import type { Progress } from './progress.js';

/** Where generators meet: an all-gather per step. After it every generator holds the same values, in generator order. */
export interface Rendezvous {
  /**
   * Hands in `value` under `key` and returns the values of all generators in generator order. A generator that dies or falls silent
   * meanwhile aborts the scenario without waiting for `timeoutMs`.
   * @throws LoadError `ABORTED` when the scenario was aborted, also naming the generators that did not come within `timeoutMs`;
   * `RENDEZVOUS_LOST` when the meeting place itself is gone
   */
  gather<T>(key: string, value: T, timeoutMs: number): Promise<T[]>;
  /**
   * Measures how this machine's clock stands to the one that all generators share, as NTP does.
   * @throws LoadError as `gather`
   */
  clock(): Promise<ClockOffset>;
  /** Tells everyone who watches (the reporter) how it goes; never blocks and never fails the run. */
  progress(line: Progress): void;
  /** Aborted, with a LoadError as its reason, when the scenario is aborted by the reporter or by another generator, or the place is lost. */
  readonly aborted: AbortSignal;
  /** Leaves after the scenario's end. */
  close(): Promise<void>;
  /** Leaves before the end: the others are aborted with this reason. */
  abandon(reason: string): Promise<void>;
}

/** Who comes to a rendezvous. */
export interface Attendance {
  readonly scenario: string;
  /** From 1. */
  readonly generator: number;
  readonly generators: number;
}

/** How long generators wait for each other. */
export interface RendezvousWaits {
  /** For all to arrive at the start of a scenario; outside the scenario's own time limit. */
  readonly startMs: number;
  /** For the others at a step, beyond what the step itself may take. */
  readonly stepMs: number;
  /** A generator, or the meeting place, that says nothing for so long is given up. */
  readonly silenceMs: number;
}

export const defaultWaits: RendezvousWaits = { startMs: 600_000, stepMs: 30_000, silenceMs: 15_000 };
