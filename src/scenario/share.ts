import type { Plan, PlannedParticipant, PlannedStep } from '../model/plan.js';
import { isPublisher } from './roles.js';
import { countTotals } from './totals.js';
import type { Moves } from './transition.js';

/** Says which generator, from 1, carries a place of a scenario, given by session and index. */
export type Dealing = (session: number, participant: number) => number;

/**
 * How a scenario is dealt to its generators. Sessions are dealt whole, each to the generator that has the fewest media connections so
 * far: round robin where all are alike. The participants of one session that grows are dealt singly. The first browser is generator 1's.
 * @throws RangeError for a number of generators that is none
 */
export function dealing(whole: Plan, generators: number): Dealing {
  if (!Number.isInteger(generators) || generators < 1) throw new RangeError(`there are no ${generators} generators`);
  const dealt = whole.dealtBy === 'session' ? dealtSessions(whole, generators) : undefined;
  const handOf = (session: number, participant: number) =>
    dealt ? (dealt.get(session) ?? session % generators) : participant % generators;
  const first = whole.places.find(({ kind }) => kind === 'browser');
  const offset = first ? handOf(first.session, first.role.index) : 0;
  return (session, participant) => ((handOf(session, participant) - offset + generators) % generators) + 1;
}

/** The hand, from 0, that each session goes to. */
function dealtSessions({ places }: Plan, generators: number): Map<number, number> {
  const weights = new Map<number, number>();
  for (const { session, role } of places)
    weights.set(session, (weights.get(session) ?? 0) + role.receivesFrom.length + Number(isPublisher(role)));
  const carried = new Array<number>(generators).fill(0);
  const hands = new Map<number, number>();
  for (const [session, weight] of weights) {
    const hand = carried.indexOf(Math.min(...carried));
    hands.set(session, hand);
    carried[hand]! += weight;
  }
  return hands;
}

/**
 * The part of a plan that one generator carries. All shares add up to the plan.
 * @param generator from 1
 * @throws RangeError for a generator that does not exist
 */
export function share(whole: Plan, generator: number, generators: number): Plan {
  if (!Number.isInteger(generator) || generator < 1 || !(generator <= generators))
    throw new RangeError(`there is no generator ${generator} of ${generators}`);
  const carrierOf = dealing(whole, generators);
  const isOwn = ({ session, role }: Pick<PlannedParticipant, 'session' | 'role'>) =>
    carrierOf(session, role.index) === generator;
  return {
    ...whole,
    steps: countTotals(whole.steps, isOwn).map((step) => ({ ...step, ...ownMovesOf(step, generator, carrierOf) })),
    places: whole.places.filter(isOwn),
  };
}

/** Those of a step's joins and leaves that one generator carries. */
function ownMoves({ joins, leaves }: Moves, generator: number, carrierOf: Dealing): Moves {
  return {
    joins: joins.filter(({ session, role }) => carrierOf(session, role.index) === generator),
    leaves: leaves.filter(({ session, participant }) => carrierOf(session, participant) === generator),
  };
}

/**
 * One generator's share of a step that a plan does not have, but could: one between other levels.
 * @param own this generator's share of the plan
 */
export function shareOfStep(step: PlannedStep, own: Plan, generator: number, carrierOf: Dealing): PlannedStep {
  const { joins: _, leaves: __, during: ___, ...held } = own.steps[step.index - 1] ?? step;
  return { ...held, ...ownMovesOf(step, generator, carrierOf) };
}

/** The same of a whole step. */
function ownMovesOf(step: Moves & Pick<PlannedStep, 'during'>, generator: number, carrierOf: Dealing) {
  const { during } = step;
  return {
    ...ownMoves(step, generator, carrierOf),
    ...(during && { during: ownMoves(during, generator, carrierOf) }),
  };
}
