import type { CurveStep, Verdict } from '../model/verdict.js';

/** A level of load with the verdict of all its attempts. */
export interface JudgedLevel {
  readonly verdict: Verdict;
  /** The last attempt that came to this verdict. */
  readonly step: CurveStep;
}

/** Levels by step index. Of several attempts the majority counts; without one, the level is inconclusive. */
export function levelsJudged(steps: readonly CurveStep[]): JudgedLevel[] {
  const byIndex = new Map<number, CurveStep[]>();
  for (const step of steps) byIndex.set(step.index, [...(byIndex.get(step.index) ?? []), step]);
  return [...byIndex.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, attempts]) => {
      const agreed = (['failed', 'passed'] as const).find(
        (verdict) => attempts.filter((step) => step.verdict === verdict).length * 2 > attempts.length,
      );
      const last = attempts.at(-1)!;
      return agreed
        ? { verdict: agreed, step: attempts.findLast((step) => step.verdict === agreed)! }
        : { verdict: 'inconclusive', step: last };
    });
}
