import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoadError } from '../../../src/model/errors.js';
import { metricNames } from '../../../src/model/metrics.js';
import { isComparable, scaleOf } from '../../../src/scenario/baseline-scales.js';
import {
  type BaselineInput,
  constant,
  nToN,
  plan,
  resolveScenario,
  timeLimitSeconds,
} from '../../../src/scenario/index.js';

const resolve = (baseline?: unknown) =>
  resolveScenario('rooms', {
    topology: nToN(2),
    load: constant({ sessions: 1 }),
    ...(baseline !== undefined && { baseline: baseline as BaselineInput }),
  });

describe('the baseline of a scenario', () => {
  it('is left out unless it is asked for', () => {
    assert.equal('baseline' in resolve(), false);
    assert.equal('baseline' in resolve(false), false);
  });

  it('has defaults', () => {
    assert.deepEqual(resolve(true).baseline, {
      metrics: [
        { metric: 'joinTime', aggregate: 'p95', scale: 'log', margin: 0.1, floor: 10, text: 'p95 joinTime' },
        {
          metric: 'video.framesPerSecond',
          aggregate: 'p5',
          scale: 'log',
          margin: 0.05,
          floor: 1,
          text: 'p5 video.framesPerSecond',
        },
        {
          metric: 'video.residualLoss',
          aggregate: 'p95',
          scale: 'additive',
          margin: 0.005,
          text: 'p95 video.residualLoss',
        },
      ],
      repeat: 3,
      capacityMargin: 0.1,
      across: [],
    });
  });

  it('may name everything', () => {
    const { baseline } = resolve({
      metrics: ['p50 joinTime@native', 'audio.mos'],
      margin: { joinTime: 0.2, capacity: 0.3 },
      repeat: 5,
      across: ['machine'],
    });
    assert.deepEqual(
      baseline!.metrics.map(({ text, margin, scale, participantKind }) => [text, margin, scale, participantKind]),
      [
        ['p50 joinTime@native', 0.2, 'log', 'native'],
        ['p5 audio.mos', 0.1, 'additive', undefined],
      ],
    );
    assert.deepEqual([baseline!.repeat, baseline!.capacityMargin, baseline!.across], [5, 0.3, ['machine']]);
  });

  it('reports every mistake at once, with what is allowed', () => {
    const mistakes: readonly (readonly [unknown, RegExp])[] = [
      ['yes', /baseline: expected true or \{ metrics, margin, repeat, across \}, given 'yes'/],
      [{ metric: [] }, /unknown option 'metric'; known are metrics/],
      [{ metrics: [] }, /baseline\.metrics: expected 1 to 6 metrics, given 0/],
      [{ metrics: ['jointime'] }, /baseline\.metrics\.0: 'jointime' cannot be compared; what can is joinTime/],
      [{ metrics: ['video.bitrate'] }, /'video\.bitrate' cannot be compared/],
      [{ metrics: ['badStreams'] }, /'badStreams' cannot be compared/],
      [{ metrics: ['p90 joinTime'] }, /unknown aggregate 'p90'; known are p50/],
      [{ metrics: ['count joinTime'] }, /unknown aggregate 'count'/],
      [{ metrics: ['video.psnr@native'] }, /'@native' does not measure video\.psnr; known are browser/],
      [{ metrics: ['joinTime', 'p95 joinTime'] }, /baseline\.metrics\.1: 'p95 joinTime' stands there twice/],
      [{ margin: { joinTime: 0 } }, /baseline\.margin\.joinTime: expected a number above 0/],
      [{ margin: { publishTime: 0.1 } }, /'publishTime' is not among the metrics that are compared/],
      [{ repeat: 0 }, /baseline\.repeat: expected a whole number from 1 to 20, given 0/],
      [{ across: ['media'] }, /baseline\.across\.0: expected one of .*'machine'/],
    ];
    for (const [input, expected] of mistakes)
      assert.throws(
        () => resolve(input),
        (thrown) => thrown instanceof LoadError && expected.test(thrown.message),
        JSON.stringify(input),
      );
    assert.throws(
      () => resolve({ metrics: ['x'], repeat: 99, across: 1 }),
      (thrown) => (thrown as Error).message.split('\n  - ').length - 1 >= 2,
    );
  });

  it('gives every metric with a direction a scale', () => {
    const without = metricNames.filter((name) => isComparable(name) && !scaleOf(name));
    assert.deepEqual(without, []);
    assert.ok(metricNames.filter(isComparable).length > 15);
  });

  it('takes as much longer as it repeats', () => {
    const once = resolve({ repeat: 1 });
    const limit = (scenario: typeof once) => timeLimitSeconds(plan(scenario), scenario);
    assert.ok(Math.abs(limit(resolve({ repeat: 4 })) - 4 * limit(once)) <= 4);
    assert.equal(limit(once), limit(resolve()));
  });
});
