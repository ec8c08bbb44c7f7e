import type { ResolvedScenario } from '../../model/scenario.js';
import { holdsOfJudged, type JudgedFigures } from './holds.js';
import { standing } from './standing.js';

/** Where a search stands, in what it counts. */
export interface SearchRange {
  readonly unit: 'sessions' | 'participants' | 'joins per second';
  /** Highest level that holds so far, and lowest that does not; absent until one was held. */
  readonly held?: number;
  readonly broken?: number;
}

/** Between which loads a search looks after these steps. */
export function searchRange(
  steps: readonly JudgedFigures[],
  { load, capacity }: Pick<ResolvedScenario, 'load' | 'capacity'>,
): SearchRange {
  const rates = capacity?.joinRates;
  const loadOf = (level: number) => (rates ?? load.levels)[level - 1]!;
  const { low, high } = standing(holdsOfJudged(steps));
  return {
    unit: rates ? 'joins per second' : load.unit,
    ...(low && { held: loadOf(low.level) }),
    ...(high && { broken: loadOf(high.level) }),
  };
}
