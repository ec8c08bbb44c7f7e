import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeStep } from '../../../src/analysis/judge-step.js';
import { mergeFigures } from '../../../src/analysis/merge-figures.js';
import { packFigures, unpackFigures } from '../../../src/model/evidence.js';
import type { StepFigures } from '../../../src/model/figures.js';
import type { StepVerdict } from '../../../src/model/verdict.js';
import type { Thresholds } from '../../../src/scenario/index.js';
import { figures, joinFailure, merged, missingStream, scenario } from './figures.js';

const context = { generators: 1, sharedWithServer: false };

function judge(changes: Partial<StepFigures>, thresholds: Thresholds = {}, guards = {}): StepVerdict {
  const { reasons, ...verdict } = judgeStep(merged(changes), scenario({ thresholds, guards }), context);
  return { ...verdict, reasons: reasons.map((reason) => reason.replaceAll('\u00a0', ' ')) };
}

const slowJoins = { joinTime: ['p95 < 150'] } as const;
const unhealthy = { health: { eventLoopDelayP99Ms: 90 } };

test('passed: all is well', () => {
  const good = judge(
    {},
    { joinTime: ['p95 < 3000'], 'video.framesPerSecond': ['p5 >= 24'], missingStreams: ['max == 0'] },
  );
  assert.deepEqual(good, { verdict: 'passed', reasons: [], breaches: [] });
});

describe('inconclusive before all else', () => {
  test('a generator is missing', () => {
    const { verdict, reasons, breaches } = judgeStep(merged({ generator: 2 }), scenario({ thresholds: slowJoins }), {
      ...context,
      generators: 4,
    });
    assert.equal(verdict, 'inconclusive');
    assert.equal(reasons[0], 'generators 1, 3, 4 of 4 did not hand in figures');
    assert.equal(breaches.length, 1);
  });

  test('less than 95 % of the load was offered', () => {
    const { verdict, reasons } = judge({ offeredLoad: 0.94 }, slowJoins);
    assert.equal(verdict, 'inconclusive');
    assert.equal(reasons[0], 'the generators offered 94.0 % of the planned load, at least 95 % are needed');
    assert.equal(judge({ offeredLoad: 0.95 }).verdict, 'passed');
  });

  test('offered load is no number', () => {
    assert.equal(judge({ offeredLoad: Number.NaN }).verdict, 'inconclusive');
  });

  test('figures cover fewer streams than planned', () => {
    const { verdict, reasons } = judgeStep(merged(), scenario(), { ...context, plannedExpectedStreams: 168 });
    assert.deepEqual([verdict, reasons], ['inconclusive', ['the figures cover 84 of 168 planned streams']]);
  });
});

describe('a threshold', () => {
  test('fails with its figure, exactly', () => {
    assert.deepEqual(judge({}, slowJoins), {
      verdict: 'failed',
      reasons: ['joinTime: p95 over 7 participants is 160 ms, the threshold is p95 < 150 ms'],
      breaches: [{ kind: 'threshold', metric: 'joinTime', threshold: 'p95 < 150', value: 160 }],
    });
  });

  test('fails without samples', () => {
    const { verdict, reasons, breaches } = judge({}, { 'video.residualLoss': ['p95 < 0.02'] });
    assert.deepEqual(
      [verdict, reasons],
      ['failed', ['video.residualLoss has no sample, so that its threshold p95 < 0.02 fails']],
    );
    assert.deepEqual(breaches, [{ kind: 'threshold', metric: 'video.residualLoss', threshold: 'p95 < 0.02' }]);
  });

  test('without samples fails even where a count of 0 would meet it', () => {
    assert.equal(judge({}, { 'video.residualLoss': ['count >= 0'] }).verdict, 'failed');
  });

  test('per kind judges only that kind', () => {
    const values = { joinTime: { browser: [900], native: [100] } };
    const of = (thresholds: Thresholds) =>
      judgeStep(merged({ values }), { ...scenario({ participants: { browser: 1 }, thresholds }) }, context).breaches;
    assert.deepEqual(of({ 'joinTime@native': ['max < 500'] }), []);
    assert.equal(of({ 'joinTime@browser': ['max < 500'] })[0]?.metric, 'joinTime@browser');
    assert.equal(of({ joinTime: ['max < 500'] })[0]?.value, 900);
  });

  test('of a generator takes one value per generator', () => {
    const { reasons } = judge({}, { 'generator.eventLoopDelay': ['max < 10'] });
    assert.deepEqual(reasons, [
      'generator.eventLoopDelay: max over 1 generator is 12 ms, the threshold is max < 10 ms',
    ]);
  });

  test('of count is a plain number', () => {
    const { reasons } = judge({}, { joinTime: ['count >= 14'] });
    assert.deepEqual(reasons, ['joinTime: count over 7 participants is 7, the threshold is count >= 14']);
  });

  test('of joins is not asked of a step in which nobody joins who could give it a value', () => {
    const stay = { values: { 'video.framesPerSecond': { native: [30] } } };
    const join = { kind: 'native', role: { index: 0, publishes: { audio: false, video: false }, receivesFrom: [1] } };
    const verdictOf = (joins: readonly object[], thresholds: Thresholds) =>
      judgeStep(
        merged(stay),
        { ...scenario({ participants: { browser: 1 }, thresholds }) },
        { ...context, joins: joins as never },
      ).verdict;
    const slow = { joinTime: ['p95 < 3000'], timeToFirstFrame: ['p95 < 3000'] } as const;
    assert.equal(verdictOf([], slow), 'passed');
    assert.equal(verdictOf([join], { joinTime: ['p95 < 3000'] }), 'failed');
    assert.equal(verdictOf([join], { timeToFirstFrame: ['p95 < 3000'] }), 'failed');
    assert.equal(verdictOf([join], { 'joinTime@browser': ['p95 < 3000'] }), 'passed');
    assert.equal(verdictOf([join], { publishTime: ['p95 < 3000'] }), 'passed');
    // A window names the step; and what a step measures throughout has to have a sample.
    assert.equal(verdictOf([], { joinTime: [{ check: 'p95 < 3000', during: 'step 1' }] } as never), 'failed');
    assert.equal(verdictOf([], { 'video.residualLoss': ['p95 < 0.02'] }), 'failed');
  });

  test('that is missed by more comes first', () => {
    const { breaches } = judge({}, { joinTime: ['max < 155', 'min > 1000'] });
    assert.deepEqual(
      breaches.map(({ threshold }) => threshold),
      ['min > 1000', 'max < 155'],
    );
  });
});

describe('guards', () => {
  test('one missing stream fails and is named', () => {
    assert.deepEqual(judge({ missing: [missingStream()], missingCount: 1 }), {
      verdict: 'failed',
      reasons: [
        'missing stream: participant 4 → participant 2 (audio, session load-r1-ab-0, native) since 12.0 s into the hold: no packet ever',
      ],
      breaches: [{ kind: 'guard', metric: 'missingStreams', threshold: 'max == 0', value: 1 }],
    });
  });

  test('of many the first three are named and the rest counted', () => {
    const missing = Array.from({ length: 20 }, (_, i) => missingStream({ to: i, since: 0 }));
    const [reason = ''] = judge({ missing, missingCount: 42 }).reasons;
    assert.match(
      reason,
      /^42 missing streams: participant 4 → participant 0 \(.*\) since [\d.]+ s before the hold: no packet ever; /,
    );
    assert.equal(reason.split('→').length, 4);
    assert.match(reason, /; and 39 more$/);
  });

  test('a bad stream says what is bad', () => {
    const slow = { fault: 'low-frame-rate', kind: 'video', detail: '5.0 of 30 frames per second' } as const;
    const bad = [
      missingStream(slow),
      missingStream({ fault: 'frozen', kind: 'video', detail: 'frozen for 40.0 % of the hold' }),
    ];
    const [one = ''] = judge({ bad: bad.slice(0, 1), badCount: 1 }).reasons;
    assert.match(
      one,
      /^stream below half its frame rate: participant 4 → participant 2 \(video, .*: 5\.0 of 30 frames per second$/,
    );
    const [two = ''] = judge({ bad, badCount: 2 }).reasons;
    assert.match(two, /^2 bad streams: low-frame-rate: participant 4 .*; frozen: participant 4 .*40\.0 % of the hold$/);
  });

  test('a join failure says why', () => {
    const [reason] = judge({ joinFailures: [joinFailure()], joinFailureCount: 1 }).reasons;
    assert.equal(reason, 'join failure: participant 3 (native, session load-r1-ab-0): the platform answered 503');
  });

  test('come worst first, before thresholds', () => {
    const all = judge(
      { joinFailureCount: 1, joinFailures: [joinFailure()], missingCount: 1, missing: [missingStream()], badCount: 3 },
      slowJoins,
    );
    assert.deepEqual(
      all.breaches.map(({ metric }) => metric),
      ['joinFailures', 'missingStreams', 'badStreams', 'joinTime'],
    );
  });

  test('can be relaxed by name', () => {
    const one = { missing: [missingStream()], missingCount: 1 };
    assert.equal(judge(one, {}, { missingStreams: 1 }).verdict, 'passed');
    assert.equal(judge(one, {}, { missingStreams: 'off' }).verdict, 'passed');
    assert.equal(judge(one, {}, { badStreams: 'off' }).verdict, 'failed');
    const two = judge({ ...one, missingCount: 2 }, {}, { missingStreams: 1 });
    assert.deepEqual(two.breaches, [{ kind: 'guard', metric: 'missingStreams', threshold: 'max <= 1', value: 2 }]);
    assert.match(two.reasons[0] ?? '', / \(1 allowed\)$/);
  });
});

describe('generators that were not healthy', () => {
  test('make a failure inconclusive and say why', () => {
    const { verdict, reasons, breaches } = judge(unhealthy, slowJoins);
    assert.equal(verdict, 'inconclusive');
    assert.equal(reasons[0], 'generator 1 was not healthy: event-loop delay (p99) 90 ms, must be below 50 ms');
    assert.equal(breaches.length, 1);
  });

  test('do not spoil a step that passes', () => {
    assert.equal(judge(unhealthy).verdict, 'passed');
  });

  test('while participants joined spoil what was measured then, and nothing else', () => {
    const starved = { health: { eventLoopDelayP99Ms: 12, whileJoining: { throttled: 0.8 } } };
    const joins = judge(starved, slowJoins);
    assert.equal(joins.verdict, 'inconclusive');
    assert.match(joins.reasons[0] ?? '', /^generator 1 was not healthy while participants joined: time throttled/);
    assert.equal(judge({ ...starved, missing: [missingStream()], missingCount: 1 }).verdict, 'failed');
  });

  test('take nothing from a refusal', () => {
    const refusal = joinFailure({ refused: true });
    assert.equal(judge({ ...unhealthy, joinFailures: [refusal], joinFailureCount: 1 }).verdict, 'failed');
    assert.equal(judge({ ...unhealthy, joinFailures: [joinFailure()], joinFailureCount: 1 }).verdict, 'inconclusive');
  });

  test('a join that failed in the generator says nothing of the platform', () => {
    const own = joinFailure({ cause: 'generator', reason: 'no Chromium' });
    const { verdict, reasons } = judge({ joinFailures: [own], joinFailureCount: 1, missingCount: 12 });
    assert.equal(verdict, 'inconclusive');
    assert.equal(reasons[0], 'a generator itself could not join a participant');
  });
});

test('the verdict is the same from evidence', () => {
  const live = merged({ values: { 'video.residualLoss': { native: [0.02, 0.019999] } } });
  const strict = scenario({ thresholds: { 'video.residualLoss': ['max < 0.02'] } });
  const stored = unpackFigures(JSON.parse(JSON.stringify(packFigures(live))));
  assert.deepEqual(judgeStep(stored, strict, context), judgeStep(live, strict, context));
  assert.equal(judgeStep(live, strict, context).breaches[0]?.value, 0.02);
});

test('generators on several machines are judged alike, whichever of them judges', () => {
  const busy = (sharedWithServer: boolean, generator: number) =>
    figures({ generator, health: { cpuIdle: 0.05, whileJoining: { cpuIdle: 0.05 }, sharedWithServer } });
  const verdicts = (...shared: boolean[]) =>
    [true, false].map(
      (own) =>
        judgeStep(mergeFigures(shared.map((of, i) => busy(of, i + 1))), scenario({ thresholds: slowJoins }), {
          generators: shared.length,
          sharedWithServer: own,
        }).verdict,
    );
  assert.deepEqual(verdicts(true, true), ['failed', 'failed']);
  assert.deepEqual(verdicts(true, false), ['inconclusive', 'inconclusive']);
});
