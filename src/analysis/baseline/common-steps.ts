import type { BaselineRun } from '../../model/baseline.js';

/** Runs that can be compared, and the steps that all of them have. */
export interface CommonSteps {
  readonly steps: readonly number[];
  readonly baseline: readonly BaselineRun[];
  readonly current: readonly BaselineRun[];
}

/**
 * What is compared of a load test: the steps that at least half of the runs on each side have sound figures of; runs that lack one do not
 * count, so that one bad moment does not hide a step of all the others. Of a search, only steps that every run has: searches end where
 * the platform ends them, and to leave out those that ended early would leave out the bad ones.
 */
export function commonSteps(
  baseline: readonly BaselineRun[],
  current: readonly BaselineRun[],
  isSearch: boolean,
): CommonSteps {
  const sound = (runs: readonly BaselineRun[]) => runs.filter(({ steps }) => steps.length > 0);
  const sides = [sound(baseline), sound(current)] as const;
  const least = isSearch ? 1 : 0.5;
  const all = [...new Set(sides.flat().flatMap(({ steps }) => steps.map(({ step }) => step)))].sort((a, b) => a - b);
  const steps = all.filter((step) =>
    sides.every((runs) => runs.filter((run) => has(run, step)).length >= Math.max(1, least * runs.length)),
  );
  const whole = (runs: readonly BaselineRun[]) => runs.filter((run) => steps.every((step) => has(run, step)));
  return { steps, baseline: whole(sides[0]), current: whole(sides[1]) };
}

const has = ({ steps }: BaselineRun, wanted: number): boolean => steps.some(({ step }) => step === wanted);
