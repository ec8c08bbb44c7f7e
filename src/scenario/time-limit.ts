import type { Plan, ResolvedScenario } from '../model/scenario.js';

/** Pre-flight, first browser, closing of all sessions. */
const aroundScenarioSeconds = 60;
/** Tokens, sampling and evidence of a step. */
const aroundStepSeconds = 10;
/** A join that failed is tried once more. */
const attemptsPerJoin = 2;

/** Longest time that a scenario's test may take if every limit is used up. Waiting for other generators to arrive is not in it. */
export function timeLimitSeconds(plan: Plan, { load, joinTimeoutSeconds, baseline }: ResolvedScenario): number {
  const steps = plan.steps.reduce(
    (sum, { joins, holdSeconds }) =>
      sum +
      (joins.at(-1)?.joinAtMs ?? 0) / 1000 +
      attemptsPerJoin * joinTimeoutSeconds +
      load.settleLimitSeconds +
      load.settleSeconds +
      holdSeconds +
      aroundStepSeconds,
    aroundScenarioSeconds,
  );
  return Math.ceil(steps * (baseline?.repeat ?? 1));
}
