/** Where generators meet: an all-gather per step. After it every generator holds the same values, in generator order. */
export interface Rendezvous {
  /**
   * Hands in `value` under `key` and returns the values of all generators in generator order.
   * @throws LoadError `RENDEZVOUS_LOST` naming the generators that did not come within `timeoutMs`, or `ABORTED` when the scenario was aborted
   */
  gather<T>(key: string, value: T, timeoutMs: number): Promise<T[]>;
  /** Tells everyone who watches (the reporter) how it goes; never blocks and never fails the run. */
  progress(line: Progress): void;
  /** Rejects when the scenario is aborted by the reporter or by another generator. */
  readonly aborted: AbortSignal;
  /** Leaves after the scenario's end. */
  close(): Promise<void>;
  /** Leaves before the end: the others are aborted with this reason. */
  abandon(reason: string): Promise<void>;
}

/** One live progress message of one generator, about once a second. */
export interface Progress {
  readonly scenario: string;
  readonly generator: number;
  readonly generators: number;
  readonly step: number;
  readonly steps: number;
  readonly phase: 'joining' | 'settling' | 'holding' | 'gathering' | 'leaving';
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
  /** Lowest and mean frames per second over inbound video streams in the last second; absent before media flows. */
  readonly framesPerSecond?: number;
  readonly loss?: number;
  readonly flowingStreams: number;
  readonly expectedStreams: number;
}
