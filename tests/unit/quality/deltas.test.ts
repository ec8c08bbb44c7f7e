import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deltas, gain } from '../../../src/quality/deltas.js';
import { intervalsWithin } from '../../../src/quality/intervals.js';
import { good, series } from './series.js';

const lostPerSecond = (lost: readonly number[]) =>
  intervalsWithin(series(lost.map((packetsLost) => ({ ...good, packetsLost }))), { from: 0, to: 1e6 });

test('what a counter takes back is carried over to the next intervals', () => {
  assert.deepEqual(
    deltas(lostPerSecond([5, -3, 2, 4]), (sample) => sample.packetsLost),
    [5, 0, 0, 3],
  );
});

test('gains are never negative, and never less than what was gained in all', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 30 }), (lost) => {
      const intervals = lostPerSecond(lost);
      const each = deltas(intervals, (sample) => sample.packetsLost);
      assert.ok(each.every((delta) => delta !== undefined && delta >= 0));
      const total = lost.reduce((sum, of) => sum + of, 0);
      assert.equal(
        gain(intervals, (sample) => sample.packetsLost),
        Math.max(0, total),
      );
      assert.ok(each.reduce<number>((sum, delta) => sum + (delta ?? 0), 0) >= total);
    }),
  );
});

test('an interval without the counter has no gain', () => {
  const [first, second, third] = series([good, good]);
  const intervals = intervalsWithin([first!, { ...second!, nackCount: 3 }, { ...third!, nackCount: 5 }], {
    from: 0,
    to: 9000,
  });
  assert.deepEqual(
    deltas(intervals, (sample) => sample.nackCount),
    [undefined, 2],
  );
});
