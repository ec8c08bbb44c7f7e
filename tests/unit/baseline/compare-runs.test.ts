import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareRuns } from '../../../src/analysis/baseline/compare-runs.js';
import type { BaselineRun } from '../../../src/model/baseline.js';
import type { BaselineInput, PrimaryMetricText } from '../../../src/scenario/index.js';
import { runsOf, runWith, scenarioWith, searchRun, searchWith } from './runs.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** Compares runs of one metric. */
function compareOne(
  metric: PrimaryMetricText,
  before: readonly number[],
  after: readonly number[],
  options: Exclude<BaselineInput, boolean> = {},
) {
  const { baseline } = scenarioWith({ metrics: [metric], ...options });
  const { text } = baseline!.metrics[0]!;
  const found = compareRuns(scenarioWith(true), baseline!, {
    baseline: runsOf(text, before),
    current: runsOf(text, after),
  });
  return { ...found, only: found.metrics[0]!, sentence: plain(found.metrics[0]?.sentence ?? '') };
}

const joins = [1850, 1900, 1880, 1950, 1860, 1910, 1890, 1960];

describe('a comparison of 8 against 3 runs', () => {
  it('says what got worse, by how much, how sure that is, and where', () => {
    const { status, alarms, sentence, only } = compareOne('joinTime', joins, [2500, 2620, 2750]);
    assert.equal(status, 'compared');
    assert.equal(
      sentence,
      'p95 joinTime 1.9 s → 2.6 s (+38 %, 95 % CI +32…+44 %, 8 against 3 runs) at 98 media connections',
    );
    assert.deepEqual(alarms.map(plain), [sentence]);
    assert.equal(only.outcome, 'worse');
    assert.deepEqual(only.steps, [
      {
        step: 1,
        mediaConnections: 98,
        baseline: { min: 1850, median: 1895, max: 1960 },
        current: { min: 2500, median: 2620, max: 2750 },
      },
    ]);
  });

  it('does not alarm at what is significant but within the margin', () => {
    const { only, alarms } = compareOne('joinTime', joins, [2030, 2040, 2035]);
    assert.ok(only.adjustedP! < 0.01 && only.change < only.margin);
    assert.deepEqual([only.outcome, alarms], ['unclear', []]);
    assert.equal(
      compareOne('joinTime', joins, [2030, 2040, 2035], { margin: { joinTime: 0.05 } }).only.outcome,
      'worse',
    );
  });

  it('does not alarm at what is large but may be chance', () => {
    const { only, alarms } = compareOne(
      'joinTime',
      [900, 2600, 1500, 3300, 1100, 2900, 1300, 2000],
      [2500, 3400, 2600],
    );
    assert.ok(only.change > 0.1);
    assert.deepEqual([only.outcome, alarms], ['unclear', []]);
  });

  it('does not alarm at an improvement', () => {
    const { only, alarms } = compareOne('joinTime', joins, [1200, 1230, 1190]);
    assert.deepEqual([only.outcome, alarms], ['better', []]);
  });

  it('says so when nothing changed by as much as matters', () => {
    assert.equal(compareOne('joinTime', joins, [1890, 1900, 1915]).only.outcome, 'same');
  });

  it('knows which direction is worse', () => {
    const rates = [29.8, 29.9, 30, 29.7, 29.9, 29.8, 30, 29.9];
    const { sentence, only } = compareOne('video.framesPerSecond', rates, [26.9, 27, 27.1]);
    assert.equal(only.outcome, 'worse');
    assert.match(sentence, /^p5 video\.framesPerSecond 29\.9 fps → 27\.0 fps \(−10 %, 95 % CI −10…−9 %/);
    assert.equal(
      compareOne('video.framesPerSecond', [26.9, 27, 27.1, 27, 27, 26.8, 27, 27], [29.8, 29.9, 30]).only.outcome,
      'better',
    );
  });

  it('counts losses in points, also where there was none', () => {
    const { sentence, only } = compareOne('video.residualLoss', new Array(8).fill(0), [0.009, 0.011, 0.01]);
    assert.equal(only.outcome, 'worse');
    assert.match(sentence, /^p95 video\.residualLoss 0\.0 % → 1\.0 % \(\+1\.0 points, 95 % CI \+0\.9…\+1\.1 points, 8/);
    assert.equal(compareOne('video.residualLoss', new Array(8).fill(0), [0.0004, 0.0003, 0.0005]).only.outcome, 'same');
  });

  it('makes no ratio of times near 0', () => {
    assert.equal(compareOne('hopRoundTripTime', new Array(8).fill(0.4), [1.2, 1.1, 1.3]).only.outcome, 'same');
  });

  it('corrects for the number of metrics', () => {
    const metrics = [
      'joinTime',
      'publishTime',
      'timeToFirstFrame',
      'hopRoundTripTime',
      'video.endToEndLatency',
      'audio.onsetLatency',
    ] as const;
    const after = [2110, 2160, 2060];
    const alone = compareOne('joinTime', [1800, 1990, 1780, 2040, 1790, 1980, 1800, 2010], after);
    const scenario = scenarioWith({ metrics });
    const all = compareRuns(scenario, scenario.baseline!, {
      baseline: [1800, 1990, 1780, 2040, 1790, 1980, 1800, 2010].map((join, i) => run(join, 500 + i)),
      current: after.map((join, i) => run(join, 500 + 2 * i)),
    });
    assert.ok(all.metrics[0]!.adjustedP! > 5 * alone.only.adjustedP!);
    function run(join: number, other: number): BaselineRun {
      const values = Object.fromEntries(metrics.map((metric) => [`p95 ${metric}`, other]));
      return runWith({ ...values, 'p95 joinTime': join });
    }
  });
});

describe('a comparison with fewer runs', () => {
  it('is advisory, whatever it finds', () => {
    for (const [before, after] of [
      [joins.slice(0, 7), [2500, 2620, 2750]],
      [joins, [2500, 2620]],
    ] as const) {
      const { status, only, alarms } = compareOne('joinTime', before, after);
      assert.deepEqual([status, only.outcome, alarms], ['advisory', 'worse', []]);
    }
  });

  it('has no interval where runs do not tell how they vary', () => {
    const { sentence, only } = compareOne('joinTime', joins, [2500]);
    assert.deepEqual([only.outcome, only.interval, only.adjustedP], ['unclear', undefined, undefined]);
    assert.match(sentence, /\(\+32 %, 8 against 1 run\) at 98 media connections$/);
  });
});

describe('the steps that are compared', () => {
  const scenario = scenarioWith({ metrics: ['joinTime'] });
  const stepsOf = (values: readonly (number | undefined)[]): BaselineRun => ({
    ...runWith({}),
    steps: values.flatMap((value, i) =>
      value === undefined ? [] : [{ step: i + 1, mediaConnections: 49 * (i + 1), values: { 'p95 joinTime': value } }],
    ),
  });
  const whole = (count: number) => Array.from({ length: count }, (_, i) => stepsOf([100 + i, 200 + i, 400 + i]));

  it('of a load test are those of most runs; a run that lacks one does not count', () => {
    const found = compareRuns(scenario, scenario.baseline!, {
      baseline: whole(9),
      current: [...whole(3), stepsOf([100, undefined, 400])],
    });
    assert.match(plain(found.metrics[0]!.sentence), /9 against 3 runs\) over 3 steps up to 147 media connections$/);
    assert.deepEqual(found.notes, ['1 of 4 current runs do not count: they lack sound figures of steps 1, 2, 3']);
  });

  it('of a search are those that every run has', () => {
    const search = searchWith({ metrics: ['joinTime'] });
    const found = compareRuns(search, search.baseline!, {
      baseline: whole(8),
      current: [...whole(3), stepsOf([100, 200])],
    });
    assert.match(plain(found.metrics[0]!.sentence), /8 against 4 runs\) over 2 steps/);
  });

  it('are summed up by the mean on the scale of the metric', () => {
    const double = compareRuns(scenario, scenario.baseline!, {
      baseline: whole(8),
      current: [stepsOf([200, 400, 800]), stepsOf([202, 402, 802]), stepsOf([204, 404, 804])],
    });
    assert.ok(Math.abs(double.metrics[0]!.change - 1) < 0.05, String(double.metrics[0]!.change));
  });

  it('say which metric has none', () => {
    const found = compareRuns(scenario, scenario.baseline!, {
      baseline: runsOf('p50 joinTime', joins),
      current: whole(3),
    });
    assert.equal(found.status, 'advisory');
    assert.match(found.notes.at(-1)!, /^p95 joinTime is not compared: one side has no run with it/);
  });
});

describe('capacities', () => {
  const search = searchWith({ metrics: ['joinTime'] });
  const compare = (before: readonly number[], after: readonly number[]) =>
    compareRuns(search, search.baseline!, { baseline: before.map(searchRun), current: after.map(searchRun) });

  it('are compared as whole levels', () => {
    const { alarms, capacity } = compare([20, 20, 21, 20, 19, 20, 21, 20], [17, 17, 16]);
    assert.equal(capacity!.outcome, 'worse');
    assert.match(
      alarms[0]!,
      /^capacity 20\.1 sessions → 16\.7 sessions \(−17 %, 95 % CI −\d+…−\d+ %, 8 against 3 runs\)$/,
    );
  });

  it('that differ by one step of the search have not changed, however well they agree', () => {
    const { capacity, alarms } = compare(new Array(8).fill(4), new Array(3).fill(3));
    assert.equal(capacity!.margin, 0.222222);
    assert.notEqual(capacity!.outcome, 'worse');
    assert.deepEqual(alarms, []);
  });
});
