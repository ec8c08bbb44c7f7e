import type { Plan, PlannedLeave, PlannedParticipant, PlannedStep } from '../model/plan.js';

/** Who moves in a ramp. */
export type Moves = Pick<PlannedStep, 'joins' | 'leaves'>;

/** After the last has left, before the first joins anew: longer than a leave may take and a join is prepared ahead. */
const pauseBeforeAnewMs = 9_000;

/** How everyone of a level joins anew. */
export interface Anew {
  /** All leave, then everyone joins. Default: who stays stays. */
  readonly anew?: boolean;
  /** Joins started per second, if everyone joins anew. Default: the plan's. */
  readonly joinsPerSecond?: number;
}

/**
 * The step that leads from a level held to another of the same plan: up by joins, down by leaves, the last come first. From a plan's
 * share follows the share of the step; shares add up.
 * @param from number of the level that is held, 0 for none
 * @param to number of the level to hold, 0 for none: all leave
 * @throws RangeError for a level that the plan does not have
 */
export function transition(
  plan: Plan,
  from: number,
  to: number,
  { anew = false, joinsPerSecond = plan.joinsPerSecond }: Anew = {},
): PlannedStep {
  const [before, after] = [filledAt(plan, from), filledAt(plan, to)];
  const { joins: _, leaves: __, ...held } = plan.steps[to - 1] ?? nothingHeld;
  return { ...held, ...(anew ? movesAnew(plan, before, after, joinsPerSecond) : moves(plan, before, after)) };
}

/** Time from the start of {@link transition}'s step until its last join or leave is due, without working the moves out. */
export function transitionSeconds(
  plan: Pick<Plan, 'filled' | 'joinsPerSecond'>,
  from: number,
  to: number,
  { anew = false, joinsPerSecond = plan.joinsPerSecond }: Anew = {},
): number {
  const [before, after] = [filledAt(plan, from), filledAt(plan, to)];
  const lastOf = (moved: number, perSecond: number) => Math.max(0, moved - 1) / perSecond;
  if (!anew) return lastOf(Math.abs(after - before), plan.joinsPerSecond);
  return leaveAllMs(plan, before) / 1000 + lastOf(after, joinsPerSecond);
}

const nothingHeld: PlannedStep = {
  index: 0,
  sessions: 0,
  participants: 0,
  mediaConnections: 0,
  expectedStreams: 0,
  joins: [],
  leaves: [],
  holdSeconds: 0,
};

function filledAt({ filled }: Pick<Plan, 'filled'>, level: number): number {
  const count = level === 0 ? 0 : filled[level - 1];
  if (count === undefined) throw new RangeError(`there is no level ${level} of ${filled.length}`);
  return count;
}

/** Who joins and leaves between two numbers of filled places, paced over the whole scenario. */
export function moves(
  { places, joinsPerSecond }: Pick<Plan, 'places' | 'joinsPerSecond'>,
  before: number,
  after: number,
): Moves {
  const msOf = (moved: number) => (moved * 1000) / joinsPerSecond;
  const joins = between(places, before, after).map(
    ({ session, role, kind, position }): PlannedParticipant => ({
      session,
      role,
      kind,
      joinAtMs: msOf(position - before),
    }),
  );
  const leaves = between(places, after, before)
    .reverse()
    .map(
      ({ session, role, position }): PlannedLeave => ({
        session,
        participant: role.index,
        leaveAtMs: msOf(before - 1 - position),
      }),
    );
  return { joins, leaves };
}

function movesAnew(plan: Plan, before: number, after: number, joinsPerSecond: number): Moves {
  const { leaves } = moves(plan, before, 0);
  const { joins } = moves({ ...plan, joinsPerSecond }, 0, after);
  // All shares wait alike, also those of whom nobody leaves.
  const pauseMs = leaveAllMs(plan, before);
  return { leaves, joins: joins.map((join) => ({ ...join, joinAtMs: join.joinAtMs + pauseMs })) };
}

/** From a step's start until nobody is there, and the pause behind it. */
const leaveAllMs = ({ joinsPerSecond }: Pick<Plan, 'joinsPerSecond'>, before: number): number =>
  before === 0 ? 0 : ((before - 1) * 1000) / joinsPerSecond + pauseBeforeAnewMs;

/** Longest time until the last of a level has begun to join anew, whatever was held before. */
export function longestRampSeconds(plan: Plan, to: number, joinsPerSecond = plan.joinsPerSecond): number {
  const most = Math.max(...plan.filled);
  return leaveAllMs(plan, most) / 1000 + filledAt(plan, to) / joinsPerSecond;
}

/** Places from one position up to, but without, another. A share has gaps. */
function between(places: Plan['places'], from: number, to: number): Plan['places'][number][] {
  return to <= from ? [] : places.slice(firstFrom(places, from), firstFrom(places, to));
}

/** Index of the first place from a position on. */
function firstFrom(places: Plan['places'], position: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]!.position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
