/**
 * A step as it went, ramp and hold, in equal spans of time: for charts over time. All columns have the same length, at most
 * {@link mostSpans}. Every column but `slowest` and `participants` is a sum, so that timelines of generators add up.
 */
export interface Timeline {
  /** Start of the first span, in whole seconds since the epoch. */
  readonly fromSecond: number;
  /** Length of a span. */
  readonly everySeconds: number;
  /** Participants in their sessions at the end of the span. */
  readonly participants: readonly number[];
  /** Seconds that received streams were watched, and those of them that brought no packet. */
  readonly streamSeconds: readonly number[];
  readonly silentSeconds: readonly number[];
  /** Seconds of video, and frames decoded in them. */
  readonly videoSeconds: readonly number[];
  readonly frames: readonly number[];
  /** Frames per second of the slowest video stream; null without video. */
  readonly slowest: readonly (number | null)[];
  /** Packets received, and lost after repair. */
  readonly packets: readonly number[];
  readonly lost: readonly number[];
  readonly kilobytes: readonly number[];
}

/** Longest column: longer steps get longer spans. */
export const mostSpans = 120;

/** Lengths that a span may have; each is a multiple of the one before it. */
export const spanSeconds = [1, 2, 10, 60, 600, 3600] as const;
