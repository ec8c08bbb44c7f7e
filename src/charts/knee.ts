import type { CurveStep } from '../model/verdict.js';
import { loadOf } from './chart-step.js';

/** Where quality breaks: between two loads. */
export interface Knee {
  readonly lastPassed: number;
  readonly firstFailed: number;
}

/** The knee of a load curve: the lowest load that failed and the highest below it that passed; null when there is no such pair. */
export function kneeOf(steps: readonly CurveStep[]): Knee | null {
  const loads = (verdict: CurveStep['verdict']) => steps.filter((step) => step.verdict === verdict).map(loadOf);
  // A level that failed once and passed when it was repeated is not yet the knee.
  const passed = new Set(loads('passed'));
  const failed = loads('failed').filter((load) => !passed.has(load) || confirmedFailed(steps, load));
  if (failed.length === 0) return null;
  const firstFailed = Math.min(...failed);
  const below = [...passed].filter((load) => load < firstFailed);
  return below.length === 0 ? null : { lastPassed: Math.max(...below), firstFailed };
}

function confirmedFailed(steps: readonly CurveStep[], load: number): boolean {
  const attempts = steps.filter((step) => loadOf(step) === load);
  return attempts.filter((step) => step.verdict === 'failed').length * 2 > attempts.length;
}
