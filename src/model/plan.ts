import type { ParticipantKind } from './metrics.js';
import type { ParticipantRole } from './scenario.js';

/** One participant of a plan. */
export interface PlannedParticipant {
  /** Session number within the scenario, from 0. */
  readonly session: number;
  /** Its role once the session has its full size: some of `receivesFrom` may join in later steps. */
  readonly role: ParticipantRole;
  readonly kind: ParticipantKind;
  /** Milliseconds after the step's start at which its join is due. */
  readonly joinAtMs: number;
}

/** One participant of a plan that leaves. */
export interface PlannedLeave {
  readonly session: number;
  /** Its index within the session. */
  readonly participant: number;
  /** Milliseconds after the step's start at which it leaves. */
  readonly leaveAtMs: number;
}

/** One step of a plan: the load that is held, and who joins and leaves to reach it. */
export interface PlannedStep {
  /** Number of its level, from 1. 0 holds nothing. */
  readonly index: number;
  /** Totals held in this step; where people come and go during its hold, those in the middle of it. */
  readonly sessions: number;
  readonly participants: number;
  /** Publishers plus subscriptions. */
  readonly mediaConnections: number;
  /**
   * Streams of the subscription matrix, one per subscription and kind of media: those of the whole hold, and those that are there long
   * enough to be judged.
   */
  readonly expectedStreams: number;
  /** In the order of time, as are the leaves. Both belong to the ramp. */
  readonly joins: readonly PlannedParticipant[];
  readonly leaves: readonly PlannedLeave[];
  /** Who joins and leaves while the load is held, with times from the start of the hold. Absent: nobody. */
  readonly during?: { readonly joins: readonly PlannedParticipant[]; readonly leaves: readonly PlannedLeave[] };
  readonly holdSeconds: number;
}

/** Someone's place in a scenario. */
export interface PlannedPlace {
  readonly session: number;
  readonly role: ParticipantRole;
  readonly kind: ParticipantKind;
  /** Places are filled in this order over the whole scenario, from 0, and emptied in the reverse one. */
  readonly position: number;
}

/** A load shape as steps: the whole scenario's, or the share of one generator. */
export interface Plan {
  readonly steps: readonly PlannedStep[];
  /** All places of the highest level, in their order. */
  readonly places: readonly PlannedPlace[];
  /** How many of the scenario's places are filled at each level: always the first ones. */
  readonly filled: readonly number[];
  /** Joins started per second during a ramp by the whole scenario, and leaves. */
  readonly joinsPerSecond: number;
  /** What goes to a generator in one piece: whole sessions, or single participants of the one session that grows. */
  readonly dealtBy: 'session' | 'participant';
}
