import type { ResolvedLoadShape } from '../model/scenario.js';

type Times = Pick<ResolvedLoadShape, 'holdSeconds' | 'times'>;

/** Length of a step's hold. @param step from 1 */
export const holdSecondsOf = ({ holdSeconds, times }: Times, step: number): number =>
  times?.[step - 1]?.holdSeconds ?? holdSeconds;

/** Start of a step's hold, in seconds of all holds put together. */
export function holdStartOf(load: Times, step: number): number {
  if (!load.times) return (step - 1) * load.holdSeconds;
  return load.times.slice(0, step - 1).reduce((sum, { holdSeconds }) => sum + holdSeconds, 0);
}

/** Highest level of a load. */
export const highestLevel = ({ levels }: Pick<ResolvedLoadShape, 'levels'>): number => Math.max(...levels);
