import type { Plan, PlannedStep, ResolvedScenario } from '../model/scenario.js';
import { limits } from './limits.js';
import { longestRampSeconds } from './transition.js';

/** Pre-flight, first browser, closing of all sessions. */
const aroundScenarioSeconds = 60;
/** Tokens, sampling and evidence of a step. */
const aroundStepSeconds = 10;
/** A join that failed is tried once more. */
const attemptsPerJoin = 2;

/** Longest time that a scenario's test may take if every limit is used up. Waiting for other generators to arrive is not in it. */
export function timeLimitSeconds(
  plan: Plan,
  { load, joinTimeoutSeconds, capacity, baseline }: ResolvedScenario,
): number {
  const { settleLimitSeconds, settleSeconds } = load;
  const around = attemptsPerJoin * joinTimeoutSeconds + settleLimitSeconds + settleSeconds + aroundStepSeconds;
  // No search holds a level more often, and none comes to a level by a longer ramp.
  const holds = capacity ? limits.holdsPerLevel : 1;
  const rampOf = (step: PlannedStep) =>
    capacity ? longestRampSeconds(plan, step.index, capacity.joinRates?.[step.index - 1]) : rampSeconds(step);
  const lateJoins = ({ during }: PlannedStep) => (during ? attemptsPerJoin * joinTimeoutSeconds : 0);
  const steps = plan.steps.reduce(
    (sum, step) => sum + holds * (rampOf(step) + step.holdSeconds + lateJoins(step) + around),
    0,
  );
  return Math.ceil((aroundScenarioSeconds + steps) * (baseline?.repeat ?? 1));
}

/** A timer of Node that is set for longer than this, about 25 days, ends at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Timeout of a generator's test.
 * @param startMs longest wait for the generators of other machines, which is outside the scenario's own limit
 */
export const testTimeoutMs = (plan: Plan, scenario: ResolvedScenario, startMs: number): number =>
  Math.min(longestTimerMs, startMs + timeLimitSeconds(plan, scenario) * 1000);

/** Time from a step's start until the last join or leave is due. */
export const rampSeconds = ({ joins, leaves }: Pick<PlannedStep, 'joins' | 'leaves'>): number =>
  Math.max(joins.at(-1)?.joinAtMs ?? 0, leaves.at(-1)?.leaveAtMs ?? 0) / 1000;
