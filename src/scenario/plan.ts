import type { Plan } from '../model/scenario.js';
import { type PlannedScenario, placesOf } from './places.js';
import { countTotals } from './totals.js';
import { moves } from './transition.js';

/**
 * Turns a scenario into steps. Participants join session by session and leave in the reverse order, paced over the whole scenario.
 */
export function plan(scenario: PlannedScenario): Plan {
  const { levels, unit, joinsPerSecond, holdSeconds } = scenario.load;
  const { places, filled } = placesOf(scenario);
  const steps = levels.map((_, i) => ({
    index: i + 1,
    ...moves({ places, joinsPerSecond }, filled[i - 1] ?? 0, filled[i]!),
    holdSeconds,
  }));
  return {
    steps: countTotals(steps),
    places,
    filled,
    joinsPerSecond,
    dealtBy: unit === 'participants' ? 'participant' : 'session',
  };
}
