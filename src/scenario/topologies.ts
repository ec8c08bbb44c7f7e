/** Kinds of media that a participant publishes; what is left out is not published. */
export interface PublishesInput {
  readonly audio?: boolean;
  readonly video?: boolean;
}

/** One participant of a custom topology. Its index in the list is its place in the session. */
export interface RoleInput {
  /** Default: nothing. `true` is audio and video. */
  readonly publishes?: boolean | PublishesInput;
  /** Indexes of the publishers it subscribes to, or `'all'` other publishers. Default: `'all'`. */
  readonly receivesFrom?: 'all' | readonly number[];
}

/** Who publishes and who subscribes to whom in sessions of a fixed size. Make one with {@link nToN} and its neighbours. */
export type SessionTopologyInput =
  | { readonly type: 'n-to-n'; readonly size: number; readonly only?: 'audio' | 'video' }
  | { readonly type: 'n-to-m'; readonly publishers: number; readonly subscribers: number }
  | { readonly type: 'teaching'; readonly teachers: number; readonly students: number }
  | { readonly type: 'custom'; readonly name: string; readonly roles: readonly RoleInput[] };

/** A part of a {@link mix}. */
export interface MixPart {
  readonly topology: SessionTopologyInput;
  /** Its share of all sessions is `weight` / sum of weights. Above 0, at most 10 000. */
  readonly weight: number;
}

/** Who publishes and who subscribes to whom, as the user writes it. */
export type TopologyInput =
  | SessionTopologyInput
  | { readonly type: 'growing-n-to-n' }
  | { readonly type: 'growing-n-to-m'; readonly publishers: number }
  | { readonly type: 'mix'; readonly parts: readonly MixPart[] };

// A topology alone throws nothing: a scenario is checked as a whole, so that all its mistakes are reported at once.
type Topology<T extends TopologyInput['type']> = Extract<TopologyInput, { readonly type: T }>;

/**
 * Rooms in which everyone publishes audio and video and subscribes to everyone else.
 * @param size participants per session, 2 to 1000
 * @param options `only: 'video'` or `only: 'audio'` leaves the other medium out; default: both
 */
export function nToN(size: number, options: { readonly only?: 'audio' | 'video' } = {}): Topology<'n-to-n'> {
  return { ...options, type: 'n-to-n', size };
}

/**
 * Sessions in which some publish audio and video, and everyone subscribes to all publishers (publishers to each other, too).
 * @param publishers 1 to 1000 per session
 * @param subscribers participants that only watch, 1 to 10 000 per session
 */
export function nToM(publishers: number, subscribers: number): Topology<'n-to-m'>;
export function nToM(options: { readonly publishers: number; readonly subscribers: number }): Topology<'n-to-m'>;
export function nToM(
  first: number | { readonly publishers: number; readonly subscribers: number },
  second?: number,
): Topology<'n-to-m'> {
  if (typeof first === 'object' && first !== null) return { ...first, type: 'n-to-m' };
  return { type: 'n-to-m', publishers: first, subscribers: second as number };
}

/**
 * Lessons: teachers publish audio and video, students publish audio only, everyone subscribes to everyone else.
 * @param options teachers, 1 to 1000 per session, and students, 1 to 1000 per session
 */
export function teaching(options: { readonly teachers: number; readonly students: number }): Topology<'teaching'> {
  return { ...options, type: 'teaching' };
}

/** One session that grows from step to step. Its load shape counts participants, not sessions. */
export const growing = {
  /** Everyone publishes audio and video and subscribes to everyone else. */
  nToN: (): Topology<'growing-n-to-n'> => ({ type: 'growing-n-to-n' }),
  /**
   * The publishers join first, all others only watch.
   * @param options publishers, 1 to 1000
   */
  nToM: (options: { readonly publishers: number }): Topology<'growing-n-to-m'> => ({
    ...options,
    type: 'growing-n-to-m',
  }),
};

/**
 * Sessions with a subscription matrix of your own.
 * @param name for reports
 * @param roles one per participant of a session, in the order in which they join
 */
export function customTopology(name: string, roles: readonly RoleInput[]): Topology<'custom'> {
  return { type: 'custom', name, roles };
}

/**
 * Sessions of several topologies. Of the first sessions, however many, each part has its share as exactly as whole sessions allow.
 * @param parts 1 to 50 topologies of a fixed size with their weights
 */
export function mix(parts: readonly MixPart[]): Topology<'mix'> {
  return { type: 'mix', parts };
}
