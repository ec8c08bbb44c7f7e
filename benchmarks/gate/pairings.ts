import { compareRuns } from '../../src/analysis/baseline/compare-runs.js';
import { fewestRuns } from '../../src/analysis/baseline/rules.js';
import type { BaselineRun } from '../../src/model/baseline.js';
import { drawn, seededRandom } from './random.js';
import { gateScenario } from './scenario.js';

/** How often a gate alarms over pairings drawn from a bank. */
export interface Rate {
  readonly pairings: number;
  readonly alarms: number;
  readonly rate: number;
  /** 95 %, by leaving out each recorded run in turn: pairings share runs, so that their number alone tells little. */
  readonly interval: readonly [number, number];
}

/**
 * Draws pairings of 8 baseline and 3 current runs, none twice in a pairing, and counts how often `metric`, or any, comes out worse.
 * @param changed runs of now; undefined: they are drawn from the same bank as the baseline
 */
export function alarmRate(
  bank: readonly BaselineRun[],
  changed: readonly BaselineRun[] | undefined,
  metric: string | undefined,
  pairings: number,
): Rate {
  const random = seededRandom(20_251_125);
  const results = Array.from({ length: pairings }, () => {
    const own = drawn(bank, fewestRuns.baseline + (changed ? 0 : fewestRuns.current), random);
    const baseline = own.slice(0, fewestRuns.baseline);
    const current = changed ? drawn(changed, fewestRuns.current, random) : own.slice(fewestRuns.baseline);
    const { metrics } = compareRuns(gateScenario, gateScenario.baseline!, { baseline, current });
    const worse = metrics.filter(({ outcome }) => outcome === 'worse');
    const alarms = metric ? worse.some((of) => of.metric === metric) : worse.length > 0;
    return { used: new Set([...baseline, ...current]), alarms };
  });
  const share = (of: typeof results) => of.filter(({ alarms }) => alarms).length / of.length;
  const rate = share(results);
  const error = Math.hypot(
    ...[bank, ...(changed ? [changed] : [])].map((runs) => {
      const without = runs.map((run) => share(results.filter(({ used }) => !used.has(run))));
      const centre = without.reduce((sum, value) => sum + value, 0) / without.length;
      const squares = without.reduce((sum, value) => sum + (value - centre) ** 2, 0);
      return Math.sqrt(((runs.length - 1) / runs.length) * squares);
    }),
  );
  return {
    pairings,
    alarms: results.filter(({ alarms }) => alarms).length,
    rate,
    interval: [Math.max(0, rate - 1.96 * error), Math.min(1, rate + 1.96 * error)],
  };
}
