import type { Plan, ResolvedLoadShape } from '../model/scenario.js';
import { type PlannedScenario, placesOf } from './places.js';
import { holdSecondsOf } from './step-times.js';
import { countTotals } from './totals.js';
import { moves } from './transition.js';

/**
 * Turns a scenario into steps. Participants join session by session and leave in the reverse order, paced over the whole scenario.
 */
export function plan(scenario: PlannedScenario): Plan {
  const { load } = scenario;
  const { places, filled } = placesOf(scenario);
  const steps = load.levels.map((_, i) => {
    const [before, after] = [filled[i - 1] ?? 0, filled[i]!];
    const joinsPerSecond = paceOf(load, i, Math.abs(after - before));
    return {
      index: i + 1,
      ...moves({ places, joinsPerSecond }, before, after),
      holdSeconds: holdSecondsOf(load, i + 1),
    };
  });
  return {
    steps: countTotals(steps),
    places,
    filled,
    joinsPerSecond: load.joinsPerSecond,
    dealtBy: load.unit === 'participants' ? 'participant' : 'session',
  };
}

/** Joins or leaves per second in the ramp of a step. */
function paceOf({ times, joinsPerSecond }: ResolvedLoadShape, step: number, moved: number): number {
  const rampSeconds = times?.[step]?.rampSeconds;
  return rampSeconds === undefined ? joinsPerSecond : moved / rampSeconds;
}
