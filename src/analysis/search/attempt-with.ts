import type { CurveStep, Verdict } from '../../model/verdict.js';

/** The last attempt at a level that came to this verdict. */
export const attemptWith = (steps: readonly CurveStep[], level: number, verdict: Verdict): CurveStep | undefined =>
  steps.findLast((step) => step.index === level && step.verdict === verdict);
