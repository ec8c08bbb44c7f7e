import type { PlannedParticipant, PlannedStep } from '../model/plan.js';
import { Population, type Totals } from './population.js';

/** A step whose totals are still to be counted. */
export type UncountedStep = Omit<PlannedStep, keyof Totals>;

/**
 * Counts what is held in each step.
 * @param steps of the whole scenario, from the first on
 * @param isOwn whose share is counted; default: everyone
 */
export function countTotals<T extends UncountedStep>(
  steps: readonly T[],
  isOwn?: (place: Pick<PlannedParticipant, 'session' | 'role'>) => boolean,
): (T & Totals)[] {
  const population = new Population(isOwn);
  return steps.map((step) => {
    population.apply(step);
    return { ...step, ...population.totals };
  });
}
