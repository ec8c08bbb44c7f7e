import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactPower } from '../../../benchmarks/gate/exact-power.js';
import { seededNormal } from '../../../benchmarks/gate/random.js';
import { compareRuns } from '../../../src/analysis/baseline/compare-runs.js';
import { fewestRuns, significance } from '../../../src/analysis/baseline/rules.js';
import { twoSamples } from '../../../src/analysis/baseline/two-samples.js';
import type { BaselineRun } from '../../../src/model/baseline.js';
import { runWith, scenarioWith, searchRun, searchWith } from './runs.js';

const runs = [fewestRuns.baseline, fewestRuns.current] as const;
const comparisons = 4000;
/** Three standard errors of a share of so many comparisons. */
const chance = (share: number) => 3 * Math.sqrt((share * (1 - share)) / comparisons) + 1 / comparisons;

const primaries = ['joinTime', 'video.framesPerSecond', 'video.residualLoss'] as const;
const texts = ['p95 joinTime', 'p5 video.framesPerSecond', 'p95 video.residualLoss'] as const;
const scenario = scenarioWith({ metrics: primaries });
/** Join times and rates vary by so much of themselves, losses by so many points. */
const deviations = { share: 0.04, loss: 0.0012 };

/** One run: figures as they are, or with a change for the worse. */
function drawnRun(normal: () => number, change: Partial<Record<(typeof texts)[number], number>> = {}): BaselineRun {
  const [join, rate, loss] = texts;
  return runWith({
    [join]: 800 * (1 + (change[join] ?? 0)) * Math.exp(deviations.share * normal()),
    [rate]: 29 * (1 + (change[rate] ?? 0)) * Math.exp((deviations.share / 4) * normal()),
    [loss]: 0.004 + (change[loss] ?? 0) + deviations.loss * normal(),
  });
}

/** Share of comparisons in which a metric, or any of them, comes out worse. */
function alarmShare(seed: number, change: Parameters<typeof drawnRun>[1], text?: string): number {
  const normal = seededNormal(seed);
  let alarms = 0;
  for (let i = 0; i < comparisons; i++) {
    const baseline = Array.from({ length: runs[0] }, () => drawnRun(normal));
    const current = Array.from({ length: runs[1] }, () => drawnRun(normal, change));
    const { metrics } = compareRuns(scenario, scenario.baseline!, { baseline, current });
    if (metrics.some((of) => of.outcome === 'worse' && (!text || `${of.aggregate} ${of.metric}` === text))) alarms += 1;
  }
  return alarms / comparisons;
}

describe('the t test', () => {
  it('calls unchanged runs worse as often as its level says', () => {
    for (const level of [0.01, 0.05, 0.2]) {
      const normal = seededNormal(level * 1000);
      let rises = 0;
      for (let i = 0; i < comparisons; i++) {
        const [before, after] = runs.map((count) => Array.from({ length: count }, normal)) as [number[], number[]];
        if (twoSamples(before, after)!.pRise <= level) rises += 1;
      }
      assert.ok(Math.abs(rises / comparisons - level) <= chance(level), `${rises / comparisons} at ${level}`);
    }
  });

  it('finds a change as often as its exact power says', () => {
    for (const [effect, margin] of [
      [1, 0],
      [2, 0],
      [3, 1],
      [2, 1.5],
    ] as const) {
      const normal = seededNormal(effect * 10 + margin);
      let found = 0;
      for (let i = 0; i < comparisons; i++) {
        const before = Array.from({ length: runs[0] }, normal);
        const after = Array.from({ length: runs[1] }, () => effect + normal());
        const { pRise, difference } = twoSamples(before, after)!;
        if (pRise <= 0.01 && difference > margin) found += 1;
      }
      const power = exactPower({ effect, deviation: 1, margin, runs, level: 0.01 });
      assert.ok(Math.abs(found / comparisons - power) <= chance(power), `${found / comparisons}, exact ${power}`);
    }
  });

  it('has the power that tables give', () => {
    // The example of R's own page: power.t.test(n = 20, delta = 1, sd = 1) has a power of 0.8689528.
    const power = exactPower({ effect: 1, deviation: 1, margin: 0, runs: [20, 20], level: 0.025 });
    assert.ok(Math.abs(power - 0.8689528) < 1e-5, String(power));
  });
});

describe('a gate of three metrics, 8 against 3 runs', () => {
  it('alarms in at most 2 % of comparisons of unchanged runs', () => {
    const share = alarmShare(1, {});
    assert.ok(share <= 0.02, String(share));
  });

  it('would cry wolf without the correction and the margin', () => {
    // What the rate is to be compared with: it is the rules that keep it low, not runs that hardly vary.
    const normal = seededNormal(2);
    let alarms = 0;
    for (let i = 0; i < comparisons; i++) {
      const samples = texts.map(
        () => runs.map((count) => Array.from({ length: count }, normal)) as [number[], number[]],
      );
      if (samples.some(([before, after]) => twoSamples(before, after)!.pRise <= 0.05)) alarms += 1;
    }
    assert.ok(alarms / comparisons > 0.1, String(alarms / comparisons));
  });

  for (const [text, change, of] of [
    ['p95 joinTime', 0.2, '20 % more'],
    ['p5 video.framesPerSecond', -0.1, '10 % less'],
    ['p95 video.residualLoss', 0.01, 'one point more'],
  ] as const)
    it(`finds ${of} of ${text} in at least 95 %`, () => {
      const share = alarmShare(3, { [text]: change }, text);
      assert.ok(share >= 0.95, String(share));
    });

  it('finds 20 % more of joinTime at least as often as the exact power of the most corrected test', () => {
    const effect = Math.log(1.2);
    const margin = Math.log(1.1);
    const power = exactPower({ effect, deviation: deviations.share, margin, runs, level: significance / 3 });
    assert.ok(alarmShare(3, { 'p95 joinTime': 0.2 }, 'p95 joinTime') >= power - chance(power));
    assert.ok(power > 0.9 && power < 1, String(power));
  });
});

describe('a gate of a capacity of 20 sessions, 8 against 3 runs', () => {
  const search = searchWith({ metrics: ['joinTime'] });
  /** A search ends at the last whole level below the true limit, which varies by 3 %. */
  const found = (limit: number, normal: () => number) => searchRun(Math.floor(limit * Math.exp(0.03 * normal())));
  const share = (seed: number, loss: number) => {
    const normal = seededNormal(seed);
    let alarms = 0;
    for (let i = 0; i < comparisons; i++) {
      const limit = 20 + ((i % 10) + 0.5) / 10;
      const baseline = Array.from({ length: runs[0] }, () => found(limit, normal));
      const current = Array.from({ length: runs[1] }, () => found(limit * (1 - loss), normal));
      const { alarms: said } = compareRuns(search, search.baseline!, { baseline, current });
      if (said.length > 0) alarms += 1;
    }
    return alarms / comparisons;
  };

  it('alarms in at most 2 % of unchanged searches', () => assert.ok(share(4, 0) <= 0.02, String(share(4, 0))));

  it('finds 15 % less in at least 95 %', () => assert.ok(share(5, 0.15) >= 0.95, String(share(5, 0.15))));
});
