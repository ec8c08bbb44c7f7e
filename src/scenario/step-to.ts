import type { Plan, PlannedParticipant, PlannedStep } from '../model/plan.js';
import type { ResolvedCapacity, ResolvedScenario } from '../model/scenario.js';
import { type Anew, transition, transitionSeconds } from './transition.js';

/**
 * The step by which a scenario comes to its next level. A search that goes down, or holds a level again, begins anew: all leave and join
 * again, so that nobody is judged who lived through an overload, and every hold is independent of the others. So does one for the peak
 * join rate, each time at the rate of its level.
 * @param held number of the level that is held, 0 for none
 * @param to number of the level to hold
 */
export function stepTo(
  plan: Plan,
  { capacity }: Pick<ResolvedScenario, 'capacity'>,
  held: number,
  to: number,
): PlannedStep {
  if (!capacity) return plan.steps[to - 1]!;
  return transition(plan, held, to, mannerOf(capacity, held, to));
}

/** Ramp of the step of {@link stepTo} in a search, without working its moves out. */
export const searchRampSeconds = (plan: Plan, capacity: ResolvedCapacity, held: number, to: number): number =>
  transitionSeconds(plan, held, to, mannerOf(capacity, held, to));

function mannerOf({ joinRates }: ResolvedCapacity, held: number, to: number): Anew {
  const joinsPerSecond = joinRates?.[to - 1];
  return joinsPerSecond === undefined ? { anew: to <= held } : { anew: true, joinsPerSecond };
}

/** Everyone who joins in a step, in its ramp and during its hold. */
export const joinsIn = ({ joins, during }: Pick<PlannedStep, 'joins' | 'during'>): PlannedParticipant[] => [
  ...joins,
  ...(during?.joins ?? []),
];
