import { compareRuns } from '../../src/analysis/baseline/compare-runs.js';
import { fewestRuns } from '../../src/analysis/baseline/rules.js';
import type { BaselineRun } from '../../src/model/baseline.js';
import { nToN, resolveCapacity } from '../../src/scenario/index.js';
import { seededNormal, seededRandom } from './random.js';
import { deviationOf } from './spread.js';

const comparisons = 20_000;
const limit = 20;
/** What the ten searches of the known knee found whose findings differ: docs/accuracy.md. Those of the other two places are all equal. */
export const foundByKnees: readonly number[] = [7, 7, 6, 6, 7, 6, 6, 6, 6, 7];
/** Far more than was seen. */
const unmeasured = 0.05;
const search = resolveCapacity('capacity', { topology: nToN(2), upTo: { sessions: 60 }, baseline: true });

/** Simulated comparisons of capacities, as rows of a table. */
export function capacityRates(): { readonly cells: string[]; readonly met: boolean }[] {
  const measured = deviationOf(foundByKnees) / limit;
  return [measured, unmeasured].flatMap((deviation) =>
    [0, 0.15].map((lost) => {
      const rate = alarms(deviation, lost) / comparisons;
      const error = 1.96 * Math.sqrt((rate * (1 - rate)) / comparisons);
      const met = lost === 0 ? rate <= 0.02 : rate >= 0.95;
      const show = (share: number) => `${Number((Math.min(1, Math.max(0, share)) * 100).toFixed(2))} %`;
      return {
        met: met || deviation === unmeasured,
        cells: [
          `${limit} sessions`,
          show(deviation),
          show(lost),
          show(rate),
          `${show(rate - error)} to ${show(rate + error)}`,
          deviation === unmeasured ? 'none' : `${lost === 0 ? '≤ 2 %' : '≥ 95 %'} ${met ? '✓' : '✗'}`,
        ],
      };
    }),
  );
}

function alarms(deviation: number, lost: number): number {
  const normal = seededNormal(7);
  const random = seededRandom(8);
  let count = 0;
  for (let i = 0; i < comparisons; i++) {
    // Where within a step the true limit lies is chance.
    const place = limit + random();
    const found = (of: number): BaselineRun => ({
      recordedAt: '2025-01-01T00:00:00.000Z',
      run: '',
      steps: [],
      capacity: { level: Math.floor(of * Math.exp(deviation * normal())), step: 1 },
    });
    const baseline = Array.from({ length: fewestRuns.baseline }, () => found(place));
    const current = Array.from({ length: fewestRuns.current }, () => found(place * (1 - lost)));
    if (compareRuns(search, search.baseline!, { baseline, current }).alarms.length > 0) count += 1;
  }
  return count;
}
