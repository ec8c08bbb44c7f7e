import type { Plan } from '../model/plan.js';
import { arrivalsPlan } from './arrivals-plan.js';
import { type PlannedScenario, placesOf } from './places.js';
import { holdSecondsOf } from './step-times.js';
import { countTotals, type UncountedStep } from './totals.js';
import { moves } from './transition.js';

/**
 * Turns a scenario into steps. Participants join session by session and leave in the reverse order, paced over the whole scenario.
 */
export function plan(scenario: PlannedScenario): Plan {
  const { load } = scenario;
  if (load.arrivals) return arrivalsPlan(scenario);
  const { places, filled } = placesOf(scenario);
  const movesTo = (i: number, seconds?: number) => {
    const [before, after] = [filled[i - 1] ?? 0, filled[i]!];
    const joinsPerSecond = seconds === undefined ? load.joinsPerSecond : Math.abs(after - before) / seconds;
    return moves({ places, joinsPerSecond }, before, after);
  };
  const steps = load.levels.map((_, i): UncountedStep => {
    const holdSeconds = holdSecondsOf(load, i + 1);
    if (load.type !== 'ramp') return { index: i + 1, ...movesTo(i, load.times?.[i]?.rampSeconds), holdSeconds };
    const first = i === 0 ? movesTo(0) : { joins: [], leaves: [] };
    const during = i + 1 < load.levels.length ? movesTo(i + 1, holdSeconds) : undefined;
    return { index: i + 1, ...first, ...(during && { during }), holdSeconds };
  });
  return {
    steps: countTotals(steps),
    places,
    filled,
    joinsPerSecond: load.joinsPerSecond,
    dealtBy: load.unit === 'participants' ? 'participant' : 'session',
  };
}
