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

/** A load that changes all the time. */
export interface RampLevels {
  /** Level at the beginning, at least 1. */
  readonly from: number;
  /** Level at the end; may be lower. */
  readonly to: number;
}

export type RampOptions = LoadOptions &
  Counted<RampLevels> & {
    /** How long it takes: a whole number of holds, at most 999. */
    readonly over: Duration;
  };

/** How many come, either way. */
export type ArrivalRate = (
  | { readonly perSecond: number; readonly perMinute?: never }
  | { readonly perMinute: number; readonly perSecond?: never }
) & {
  /** How many are there at the beginning. Default: as many as will be on average, rate × stay. */
  readonly from?: number;
};

export type ArrivalsOptions = LoadOptions &
  Counted<ArrivalRate> & {
    /** How long it lasts: a whole number of holds, at most 1000. Each is a step. */
    readonly for: Duration;
    /** How long each stays, at least `'1s'`: a mean of exponential stays, or `{ fixed }`. */
    readonly stay: Duration | { readonly fixed: Duration };
  };

/** A load that rises suddenly and falls again. */
export interface SpikeLevels {
  /** Level before and after, at least 1. */
  readonly base: number;
  /** Level between, above `base`. */
  readonly peak: number;
}

export type SpikeOptions = LoadOptions &
  Counted<SpikeLevels> & {
    /** Judged time of the peak. Whole seconds, at least `'10s'`. Default: as `hold`. */
    readonly peakHold?: Duration;
  };

export type SoakOptions = LoadOptions &
  Counted<number> & {
    /** How long it lasts: a whole number of holds, at most 1000. Each is a step, judged by itself. */
    readonly for: Duration;
  };

/** One stage: a way to a level, and a hold there. */
export interface Stage {
  /** Level that is held, at least 1. */
  readonly target: number;
  /** Time in which participants join or leave, evenly; 1 s to an hour. Default: as `joinsPerSecond` makes it. */
  readonly ramp?: Duration;
  /** Judged time. Whole seconds, at least `'10s'`. Default: the `hold` of all. */
  readonly hold?: Duration;
}

export type StagesOptions = LoadOptions & Counted<readonly Stage[]>;

/** How load goes over time, as the user writes it. Make one with {@link constant}, {@link staircase} and their neighbours. */
export type LoadInput =
  | ({ readonly type: 'constant' } & ConstantOptions)
  | ({ readonly type: 'staircase' } & StaircaseOptions)
  | ({ readonly type: 'ramp' } & RampOptions)
  | ({ readonly type: 'spike' } & SpikeOptions)
  | ({ readonly type: 'soak' } & SoakOptions)
  | ({ readonly type: 'arrivals' } & ArrivalsOptions)
  | ({ readonly type: 'stages' } & StagesOptions);

/** One step: all join, then the load is held. */
export function constant(options: ConstantOptions): LoadInput {
  return { ...options, type: 'constant' };
}

/** Load that rises step by step; each step is settled, held and judged. */
export function staircase(options: StaircaseOptions): LoadInput {
  return { ...options, type: 'staircase' };
}

/** Load that changes evenly in time, also while it is held. A step counts as what is there in the middle of its hold. */
export function ramp(options: RampOptions): LoadInput {
  return { ...options, type: 'ramp' };
}

/**
 * Sessions, or participants of one session that grows, that come at random (Poisson), stay and leave, by the scenario's seed. Who comes
 * during a hold is judged from 5 s after the first frame to the planned leave; between holds nobody comes or goes.
 */
export function arrivals(options: ArrivalsOptions): LoadInput {
  return { ...options, type: 'arrivals' };
}

/** Three steps: a base, a sudden peak, and the base again, to see whether the platform recovers. */
export function spike(options: SpikeOptions): LoadInput {
  return { ...options, type: 'spike' };
}

/** One level for a long time, judged hold by hold, so that a drift shows. Nobody joins or leaves between the holds. */
export function soak(options: SoakOptions): LoadInput {
  return { ...options, type: 'soak' };
}

/** Levels of your own, each with its ramp and its hold, up and down. */
export function stages(options: StagesOptions): LoadInput {
  return { ...options, type: 'stages' };
}
