import type { PlannedStep } from '../model/plan.js';
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

/** Who joined during the last hold has so long, once all streams flow. */
const settleAfterHoldSeconds = 5;

/**
 * Pause before a step's hold, once all streams flow. A load that stays as it was is settled.
 * @param before the step whose hold went before; undefined for the first
 */
export function settleSecondsBefore(
  { joins, leaves }: Pick<PlannedStep, 'joins' | 'leaves'>,
  before: Pick<PlannedStep, 'during'> | undefined,
  { settleSeconds }: Pick<ResolvedLoadShape, 'settleSeconds'>,
): number {
  if (joins.length + leaves.length > 0) return settleSeconds;
  return before?.during ? Math.min(settleSeconds, settleAfterHoldSeconds) : 0;
}
