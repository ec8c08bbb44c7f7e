import type { ResolvedScenario } from '../model/scenario.js';

const fewestAtOnce = 32;
/** Tokens are made, and pages opened, this long before a join is due. */
export const joinLeadMs = 3_000;
/** So long a join may take without holding up later ones. */
const patienceMs = 3_000;

/**
 * How many joins or leaves may be under way at once; later ones wait, and their join time counts the wait. A join is under way from its
 * lead on. Whatever the shape of the load, its own pace must fit; where the join rate is what is sought, nothing may slow it down.
 * @param dueMs when each is due
 */
export function movesAtOnce({ load, capacity }: ResolvedScenario, dueMs: readonly number[]): number {
  if (capacity?.joinRates) return Number.POSITIVE_INFINITY;
  const spanMs = joinLeadMs + patienceMs;
  return Math.max(fewestAtOnce, Math.ceil((load.joinsPerSecond * spanMs) / 1000), mostWithin(dueMs, spanMs));
}

/** Largest number of instants that lie within one span. */
function mostWithin(instants: readonly number[], span: number): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let first = 0;
  return sorted.reduce((most, instant, i) => {
    while (instant - sorted[first]! > span) first += 1;
    return Math.max(most, i - first + 1);
  }, 0);
}
