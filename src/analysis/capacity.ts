import type { ResolvedScenario } from '../model/scenario.js';
import type { Capacity, CurveStep } from '../model/verdict.js';
import { attemptWith } from './search/attempt-with.js';
import { holdsOfCurve } from './search/holds.js';
import { nextMove } from './search/next-move.js';
import { standing } from './search/standing.js';

/**
 * How much the deployment holds: the last passed level, if the first failed one is its neighbour and both are confirmed; else a lower
 * bound. Nothing passed and the first level failed: a capacity of 0 with what limits it. Null if none is sought, or nothing is known.
 * @param steps in the order in which they were held; a search may have been cut off
 */
export function capacityOf(steps: readonly CurveStep[], { capacity, load }: ResolvedScenario): Capacity | null {
  if (!capacity) return null;
  const holds = holdsOfCurve(steps);
  const { low, high } = standing(holds);
  const { end } = nextMove(holds, load.levels.length, capacity.search);
  const lastPassed = low && attemptWith(steps, low.level, 'passed');
  const firstFailed = end === 'found' && high ? attemptWith(steps, high.level, 'failed') : undefined;
  if (!lastPassed && !firstFailed) return null;
  return {
    ...(capacity.joinRates && { joinsPerSecond: lastPassed?.joinsPerSecond ?? 0 }),
    sessions: lastPassed?.sessions ?? 0,
    participants: lastPassed?.participants ?? 0,
    mediaConnections: lastPassed?.mediaConnections ?? 0,
    lowerBound: !firstFailed,
    lastPassedStep: lastPassed?.index ?? null,
    firstFailedStep: firstFailed?.index ?? null,
    limitedBy: firstFailed
      ? whatBroke(firstFailed)
      : { kind: end === 'upTo' || end === 'collapse' ? end : 'inconclusive' },
  };
}

/** What broke first: the worst breach of the first failed step. */
function whatBroke({ breaches, joinFailures }: CurveStep): Capacity['limitedBy'] {
  const [worst] = breaches;
  if (!worst) return null;
  const { metric, threshold, value } = worst;
  const refused = metric === 'joinFailures' && joinFailures.some(({ cause }) => cause === 'platform');
  return { kind: refused ? 'refused' : worst.kind, metric, threshold, ...(value !== undefined && { value }) };
}
