import type { Plan, PlannedStep, ResolvedScenario } from '../model/scenario.js';

/** Pre-flight, first browser, closing of all sessions. */
const aroundScenarioSeconds = 60;
/** Tokens, sampling and evidence of a step. */
const aroundStepSeconds = 10;
/** A join that failed is tried once more. */
const attemptsPerJoin = 2;

/** Longest time that a scenario's test may take if every limit is used up. Waiting for other generators to arrive is not in it. */
export function timeLimitSeconds(plan: Plan, { load, joinTimeoutSeconds, baseline }: ResolvedScenario): number {
  const steps = plan.steps.reduce(
    (sum, step) =>
      sum +
      rampSeconds(step) +
      attemptsPerJoin * joinTimeoutSeconds +
      load.settleLimitSeconds +
      load.settleSeconds +
      step.holdSeconds +
      aroundStepSeconds,
    aroundScenarioSeconds,
  );
  return Math.ceil(steps * (baseline?.repeat ?? 1));
}

/** Time from a step's start until the last join or leave is due. */
export const rampSeconds = ({ joins, leaves }: Pick<PlannedStep, 'joins' | 'leaves'>): number =>
  Math.max(joins.at(-1)?.joinAtMs ?? 0, leaves.at(-1)?.leaveAtMs ?? 0) / 1000;
