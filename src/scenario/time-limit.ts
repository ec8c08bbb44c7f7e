import type { RendezvousWaits } from '../model/gather.js';
import type { Plan, PlannedStep } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import { limits } from './limits.js';
import { longestRampSeconds } from './transition.js';

/** Pre-flight, first browser, closing of all sessions. */
const aroundScenarioSeconds = 60;
/** Tokens, sampling and evidence of a step. */
const aroundStepSeconds = 10;
/** A join that failed is tried once more. */
const attemptsPerJoin = 2;
/** A step waits for the other generators as it begins, once it has settled, after its hold, and with its figures. */
const gathersPerStep = 4;

/** Among whom a generator meets the others, and how long it waits for them. */
export interface TimedMeeting {
  readonly generators: number;
  readonly waits: RendezvousWaits;
}

/**
 * Longest time that a scenario's test may take if every limit is used up, that of each wait for other generators too. Waiting for
 * them to arrive at the start is not in it.
 * @param meeting default: a generator that is alone, and waits for no one
 */
export function timeLimitSeconds(
  plan: Plan,
  { load, joinTimeoutSeconds, capacity, baseline }: ResolvedScenario,
  meeting?: TimedMeeting,
): number {
  const waitSeconds = meeting && meeting.generators > 1 ? meeting.waits.stepMs / 1000 : 0;
  const { settleLimitSeconds, settleSeconds } = load;
  const around =
    attemptsPerJoin * joinTimeoutSeconds +
    settleLimitSeconds +
    settleSeconds +
    aroundStepSeconds +
    gathersPerStep * waitSeconds;
  // No search holds a level more often, and none comes to a level by a longer ramp.
  const holds = capacity ? limits.holdsPerLevel : 1;
  const rampOf = (step: PlannedStep) =>
    capacity ? longestRampSeconds(plan, step.index, capacity.joinRates?.[step.index - 1]) : rampSeconds(step);
  const lateJoins = ({ during }: PlannedStep) => (during ? attemptsPerJoin * joinTimeoutSeconds : 0);
  const steps = plan.steps.reduce(
    (sum, step) => sum + holds * (rampOf(step) + step.holdSeconds + lateJoins(step) + around),
    0,
  );
  // At the end all wait for all; a comparison with the baseline is gathered after the last run.
  const comparisonSeconds = baseline ? waitSeconds : 0;
  return Math.ceil((aroundScenarioSeconds + steps + waitSeconds) * (baseline?.repeat ?? 1) + comparisonSeconds);
}

/** A timer of Node that is set for longer than this, about 25 days, ends at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Timeout of a generator's test: the wait for the generators of other machines is outside the scenario's own limit. */
export const testTimeoutMs = (plan: Plan, scenario: ResolvedScenario, meeting: TimedMeeting): number =>
  Math.min(longestTimerMs, meeting.waits.startMs + timeLimitSeconds(plan, scenario, meeting) * 1000);

/** Time from a step's start until the last join or leave is due. */
export const rampSeconds = ({ joins, leaves }: Pick<PlannedStep, 'joins' | 'leaves'>): number =>
  Math.max(joins.at(-1)?.joinAtMs ?? 0, leaves.at(-1)?.leaveAtMs ?? 0) / 1000;
