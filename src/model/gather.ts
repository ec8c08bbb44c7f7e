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

/** How a clock stands to the common one: common time = own time + `offsetMs`. */
export interface ClockOffset {
  readonly offsetMs: number;
  /** The offset is right to within so much, to either side. */
  readonly uncertaintyMs: number;
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

/** One live progress message of one generator, about once a second. */
export interface Progress {
  /** Key of the scenario: two of a run may have one title. */
  readonly key: string;
  /** Its title. */
  readonly scenario: string;
  readonly generator: number;
  readonly generators: number;
  readonly step: number;
  readonly steps: number;
  /** How often this level has been held, with this time. Default 1. */
  readonly attempt?: number;
  /** Of a scenario whose steps run several times. */
  readonly run?: { readonly number: number; readonly of: number };
  readonly phase: 'joining' | 'settling' | 'holding' | 'gathering' | 'leaving';
  /** Since the phase began; `of`: its length, where that is fixed. */
  readonly phaseTime?: { readonly seconds: number; readonly of?: number };
  /** Until the scenario's last step has ended; a search may end sooner. */
  readonly left?: { readonly seconds: number; readonly atMost: boolean };
  /** Between which loads a search looks: the highest that holds so far, and the lowest that does not. */
  readonly search?: {
    readonly unit: 'sessions' | 'participants' | 'joins per second';
    readonly held?: number;
    readonly broken?: number;
  };
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
  /** Lowest and mean frames per second over inbound video streams in the last second; absent before media flows. */
  readonly framesPerSecond?: number;
  readonly loss?: number;
  readonly flowingStreams: number;
  readonly expectedStreams: number;
  /** Of the holds that have ended, in their order. */
  readonly verdicts?: readonly {
    readonly step: number;
    readonly attempt: number;
    readonly verdict: 'passed' | 'failed' | 'inconclusive';
  }[];
}
