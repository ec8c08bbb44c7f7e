import { curveStep } from '../analysis/index.js';
import type { Plan } from '../model/scenario.js';
import type { CurveStep } from '../model/verdict.js';
import type { StepResult } from './generator-options.js';

/** The load curve so far, the same in every generator. */
export const curveOf = (results: readonly StepResult[], plan: Plan): CurveStep[] =>
  results.map(({ gathered, attempt, judgement }, i) => curveStep({ figures: gathered, attempt, judgement }, plan.steps[i]!));
