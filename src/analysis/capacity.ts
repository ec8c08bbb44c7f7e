import type { ResolvedScenario } from '../model/scenario.js';
import type { Capacity, CurveStep } from '../model/verdict.js';
import { levelsJudged } from './levels.js';

/**
 * How much the deployment holds: the last passed level before the first that did not pass. Nothing passed and the first level failed:
 * a capacity of 0 with what limits it. Null if none is sought, or nothing is known.
 * @param reachedEnd whether the search came to its last level
 */
export function capacityOf(
  steps: readonly CurveStep[],
  scenario: ResolvedScenario,
  reachedEnd: boolean,
): Capacity | null {
  if (!scenario.capacity) return null;
  const levels = levelsJudged(steps);
  const stop = levels.findIndex(({ verdict }) => verdict !== 'passed');
  const stopped = levels[stop];
  const lastPassed = (stop < 0 ? levels.at(-1) : levels[stop - 1])?.step;
  const firstFailed = stopped?.verdict === 'failed' ? stopped.step : undefined;
  if (!lastPassed && !firstFailed) return null;
  return {
    sessions: lastPassed?.sessions ?? 0,
    participants: lastPassed?.participants ?? 0,
    mediaConnections: lastPassed?.mediaConnections ?? 0,
    lowerBound: !firstFailed,
    lastPassedStep: lastPassed?.index ?? null,
    firstFailedStep: firstFailed?.index ?? null,
    limitedBy: firstFailed ? whatBroke(firstFailed) : { kind: !stopped && reachedEnd ? 'upTo' : 'inconclusive' },
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
