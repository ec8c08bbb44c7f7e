import type { Duration } from './duration.js';

/** What all load shapes share. */
export interface LoadOptions {
  /** Judged time of each step. Whole seconds, at least `'10s'`. Default `'30s'`. */
  readonly hold?: Duration;
  /** Joins started per second by the whole scenario while load rises. Above 0, at most 1000. Default 10. */
  readonly joinsPerSecond?: number;
  /** Wait once all streams flow, before the hold. Default `'10s'`. */
  readonly settle?: Duration;
  /** Longest wait for all streams to flow; after it the step is judged as it is. At least `'1s'`. Default `'60s'`. */
  readonly settleLimit?: Duration;
}

/** Levels that rise in steps of equal height. The last step always reaches `to`. */
export interface Levels {
  /** First level, at least 1. */
  readonly from: number;
  /** Last level. */
  readonly to: number;
  /** Height of a step, at least 1. Default 1. */
  readonly step?: number;
}

/** Exactly one of the two: `sessions` for topologies of a fixed size, `participants` for a session that grows. */
type Counted<T> =
  | { readonly sessions: T; readonly participants?: never }
  | { readonly participants: T; readonly sessions?: never };

export type ConstantOptions = LoadOptions & Counted<number>;
export type StaircaseOptions = LoadOptions & Counted<Levels>;

/** How load goes over time, as the user writes it. Make one with {@link constant} or {@link staircase}. */
export type LoadInput =
  | ({ readonly type: 'constant' } & ConstantOptions)
  | ({ readonly type: 'staircase' } & StaircaseOptions);

/** One step: all join, then the load is held. */
export function constant(options: ConstantOptions): LoadInput {
  return { ...options, type: 'constant' };
}

/** Load that rises step by step; each step is settled, held and judged. */
export function staircase(options: StaircaseOptions): LoadInput {
  return { ...options, type: 'staircase' };
}
