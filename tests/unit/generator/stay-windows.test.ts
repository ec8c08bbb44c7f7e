import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isThereAt, stayWindows } from '../../../src/generator/stay-windows.js';
import type { InboundSample } from '../../../src/model/samples.js';

const never = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
const hold = { at: 100_000, to: 130_000 };
const whole = [{ from: hold.at, to: hold.to }];

/** Samples once a second of a stream that brings packets in these seconds of the hold; its counters start from 0 with each. */
const samples = (...flows: readonly (readonly [from: number, to: number])[]): InboundSample[] =>
  flows.flatMap(([from, to]) =>
    Array.from(
      { length: to - from },
      (_, i) =>
        ({
          direction: 'inbound',
          at: hold.at + (from + i) * 1000,
          packetsReceived: 50 * (i + 1),
        }) as unknown as InboundSample,
    ),
  );

const judged = (
  stays: readonly (readonly [from: number, to: number])[],
  flow: readonly InboundSample[],
  windows = whole,
) =>
  stayWindows({ stays: stays.map(([fromMs, toMs]) => ({ fromMs, toMs })) }, windows, flow, hold).map(({ from, to }) => [
    from - hold.at,
    to - hold.at,
  ]);

test('a stream counts from 5 s after its first media to its planned leave', () => {
  assert.deepEqual(judged([[2_000, 20_000]], samples([3, 20])), [[8_000, 20_000]]);
  assert.deepEqual(judged([[2_000, never.to]], samples([6, 30])), [[11_000, 30_000]], 'however late that came');
});

test('what was there before the hold counts from its start', () => {
  assert.deepEqual(judged([[never.from, 12_000]], samples([-3, 12])), [[0, 12_000]]);
});

test('a stream of which nothing came in time counts from when it could have settled', () => {
  assert.deepEqual(judged([[2_000, 20_000]], samples([12, 20])), [[7_000, 20_000]], 'it would be judged for 3 s only');
  assert.deepEqual(judged([[2_000, 20_000]], samples([11, 20])), [[16_000, 20_000]]);
  assert.deepEqual(judged([[2_000, 20_000]], []), [[7_000, 20_000]]);
  assert.deepEqual(judged([[2_000, 20_000]], samples([21, 30])), [[7_000, 20_000]], 'what comes later is another one');
});

test('who comes back has to settle again', () => {
  const twice = [
    [0, 11_000],
    [12_000, never.to],
  ] as const;
  assert.deepEqual(judged(twice, samples([1, 11], [13, 30])), [
    [6_000, 11_000],
    [18_000, 30_000],
  ]);
  const still = samples([1, 11]);
  const stale = { ...still.at(-1)!, at: hold.at + 12_500 };
  assert.deepEqual(
    judged(twice, [...still, stale, ...samples([15, 30])])[1],
    [20_000, 30_000],
    'counters that stand still are no media',
  );
});

test('thresholds of a part of the hold see that part of it', () => {
  const part = [{ from: hold.at + 10_000, to: hold.at + 15_000 }];
  assert.deepEqual(judged([[2_000, 14_000]], samples([3, 14]), part), [[10_000, 14_000]]);
  assert.deepEqual(judged([[2_000, 13_000]], samples([3, 13]), part), [], 'too short to tell anything');
  const short = [{ from: hold.at + 10_000, to: hold.at + 12_000 }];
  assert.deepEqual(judged([[2_000, 13_000]], samples([3, 13]), short), [[10_000, 12_000]], 'as it was asked for');
});

test('until it has settled, and once it has left, nobody waits for it', () => {
  const at = (seconds: number, fromMs: number, toMs: number) =>
    isThereAt({ stays: [{ fromMs, toMs }] }, seconds * 1000);
  assert.deepEqual(
    [-1, 0, 4].map((s) => at(s, never.from, 3_000)),
    [true, true, false],
  );
  assert.deepEqual(
    [-1, 0, 6, 7, 19, 20].map((s) => at(s, 2_000, 20_000)),
    [false, false, false, true, true, false],
  );
  assert.equal(isThereAt({}, 5), true);
});
