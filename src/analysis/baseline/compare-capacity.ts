import type { BaselineRun } from '../../model/baseline.js';
import { round6 } from '../../quality/round.js';
import type { Difference } from './outcomes.js';
import { mean, twoSamples } from './two-samples.js';

/**
 * Compares capacities. A search tells that the limit lies between the level that it found and the next one: each run counts as the middle
 * of that gap, and varies at least as evenly spread values within it do (a twelfth of its square), however well a few whole numbers
 * agree. Compared are logarithms, so that changes are ratios.
 * @param margin share that matters; a single step of the search never does
 * @returns undefined if a side has no capacity
 */
export function compareCapacity(
  baseline: readonly BaselineRun[],
  current: readonly BaselineRun[],
  margin: number,
): Difference | undefined {
  const found = (runs: readonly BaselineRun[]) => runs.flatMap(({ capacity }) => capacity ?? []);
  const sides = [found(baseline), found(current)] as const;
  const [before, after] = sides.map((runs) => runs.map(({ level, step }) => Math.log(Math.max(level + step / 2, 0.5))));
  if (!before?.length || !after?.length) return undefined;
  const middle = Math.exp(mean(before));
  const gap = Math.max(...sides.flat().map(({ step }) => step)) / middle;
  const result = twoSamples(before, after, gap ** 2 / 12);
  const change = (difference: number) => round6(Math.exp(difference) - 1);
  return {
    better: 'higher',
    margin: round6(Math.max(margin, gap)),
    runs: [before.length, after.length],
    baseline: round6(mean(sides[0].map(({ level }) => level))),
    current: round6(mean(sides[1].map(({ level }) => level))),
    change: change(mean(after) - mean(before)),
    ...(result && {
      interval: [change(result.interval[0]), change(result.interval[1])] as const,
      pRise: result.pRise,
      pFall: result.pFall,
    }),
  };
}
