import type { Plan } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { JudgedStep } from '../model/verdict.js';
import { hasCollapsed, holdsOfJudged } from './search/holds.js';
import { nextMove } from './search/next-move.js';

/**
 * What a scenario does next: hold a step for the first, second or third time; or end. `completed`: every step was held that could be.
 * `stopped`: the search or a collapse of the platform ended it before.
 */
export type Move =
  | { readonly step: number; readonly attempt: number; readonly end?: never }
  | { readonly end: 'completed' | 'stopped' };

/**
 * The next move after the steps so far, in their order. A search goes by its own rule; a load test takes step after step to its end.
 * A staircase ends early where the platform has collapsed, because more load tells nothing; any other shape goes on, because whether
 * the platform recovers is what it may be there to show.
 */
export function decide(steps: readonly JudgedStep[], plan: Plan, { capacity, load }: ResolvedScenario): Move {
  if (capacity) {
    const move = nextMove(holdsOfJudged(steps), plan.steps.length, capacity.search);
    if (move.end) return { end: move.end === 'upTo' ? 'completed' : 'stopped' };
    return { step: move.level, attempt: move.attempt };
  }
  const last = steps.at(-1)?.figures;
  if (last && last.step >= plan.steps.length) return { end: 'completed' };
  if (last && load.type === 'staircase' && hasCollapsed(last)) return { end: 'stopped' };
  return { step: (last?.step ?? 0) + 1, attempt: 1 };
}
