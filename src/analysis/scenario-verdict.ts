import type { ResolvedScenario } from '../model/scenario.js';
import type { CurveStep, JudgedStep, ScenarioVerdict, Verdict } from '../model/verdict.js';
import { plan } from '../scenario/plan.js';
import { capacityOf } from './capacity.js';
import { judgeCapacity } from './capacity-verdict.js';
import { curveStep } from './curve-step.js';
import { sizingOf } from './sizing.js';
import { notRun, stepReasons } from './step-reasons.js';

/**
 * The verdict of a whole scenario. A load test fails if a step failed; a search is judged by its capacity.
 * @param steps judged steps in the order in which they ran
 * @param problems what went wrong around the steps, one sentence each: a generator that is missing, an interruption
 */
export function scenarioVerdict(
  resolved: ResolvedScenario,
  steps: readonly CurveStep[],
  problems: readonly string[] = [],
): ScenarioVerdict {
  const capacity = capacityOf(steps, resolved);
  const { verdict, reasons } = resolved.capacity
    ? judgeCapacity(resolved, steps, capacity, problems)
    : judgeLoad(resolved, steps, problems);
  const sizing = sizingOf(steps, capacity, resolved);
  return { title: resolved.title, verdict, reasons, resolved, capacity, sizing, steps };
}

/** The same from gathered figures: lays out the curve first. */
export function scenarioVerdictOf(
  resolved: ResolvedScenario,
  steps: readonly JudgedStep[],
  problems: readonly string[] = [],
): ScenarioVerdict {
  return scenarioVerdict(resolved, curveOf(resolved, steps), problems);
}

/** The load curve of judged steps, with the totals of the plan. */
export function curveOf(resolved: ResolvedScenario, steps: readonly JudgedStep[]): CurveStep[] {
  const planned = plan(resolved).steps;
  return steps.map((step) => {
    const { step: index } = step.figures;
    return curveStep(step, planned[index - 1], resolved.capacity?.joinRates?.[index - 1]);
  });
}

function judgeLoad(
  resolved: ResolvedScenario,
  steps: readonly CurveStep[],
  problems: readonly string[],
): { verdict: Verdict; reasons: string[] } {
  const unrun = notRun(resolved, steps);
  const reasons = [...problems, ...stepReasons(steps), ...unrun];
  if (steps.some(({ verdict }) => verdict === 'failed')) return { verdict: 'failed', reasons };
  const passed = reasons.length === 0 && steps.every(({ verdict }) => verdict === 'passed');
  return { verdict: passed ? 'passed' : 'inconclusive', reasons };
}
