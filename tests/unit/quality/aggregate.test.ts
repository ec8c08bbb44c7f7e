import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { aggregates } from '../../../src/model/scenario.js';
import { aggregate, aggregateSet, ascending, mergeAscending } from '../../../src/quality/aggregate.js';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('nearest rank toward the worse side', () => {
  test('of 30 values, where lower is better: rounded up', () => {
    assert.deepEqual(
      (['p1', 'p5', 'p50', 'p95', 'p99'] as const).map((by) => aggregate(upTo(30), by, 'lower')),
      [1, 2, 15, 29, 30],
    );
  });

  test('of 30 values, where higher is better: rounded down', () => {
    assert.deepEqual(
      (['p1', 'p5', 'p50', 'p95', 'p99'] as const).map((by) => aggregate(upTo(30), by, 'higher')),
      [1, 1, 15, 28, 29],
    );
  });

  test('of 100 and 20 values ranks are whole', () => {
    assert.equal(aggregate(upTo(100), 'p95', 'lower'), 95);
    assert.equal(aggregate(upTo(100), 'p95', 'higher'), 95);
    assert.equal(aggregate(upTo(20), 'p95', 'lower'), 19);
    assert.equal(aggregate(upTo(20), 'p5', 'higher'), 1);
  });
});

describe('fewer than 20 values', () => {
  test('have only a worst value', () => {
    for (const by of ['p1', 'p5', 'p50', 'p95', 'p99'] as const) {
      assert.equal(aggregate(upTo(19), by, 'lower'), 19);
      assert.equal(aggregate(upTo(19), by, 'higher'), 1);
    }
  });

  test('that are neither good nor bad keep their rank', () => {
    assert.equal(aggregate(upTo(10), 'p50', 'none'), 5);
  });
});

test('min, max, avg and count are what they are', () => {
  const values = [3, 1, 2, 10];
  assert.deepEqual(
    (['min', 'max', 'avg', 'count'] as const).map((by) => aggregate(values, by, 'lower')),
    [1, 10, 4, 4],
  );
  assert.deepEqual(values, [3, 1, 2, 10]);
});

test('numbers are sorted as numbers', () => {
  assert.equal(aggregate([9, 10, 100], 'max', 'lower'), 100);
});

test('nothing has no figure but its count', () => {
  for (const by of aggregates) assert.equal(aggregate([], by, 'lower'), by === 'count' ? 0 : Number.NaN);
});

test('what is no number spoils the figure', () => {
  assert.equal(aggregate([1, Number.NaN, 3], 'min', 'lower'), Number.NaN);
});

test('a set has all aggregates; averages have 6 significant digits, the others are the value itself', () => {
  const values = [0.02, 0.01, 1 / 3].map(Math.fround);
  assert.deepEqual(aggregateSet(ascending(values), 'lower'), {
    count: 3,
    min: 0.01,
    p1: 0.33333334,
    p5: 0.33333334,
    p50: 0.33333334,
    p95: 0.33333334,
    p99: 0.33333334,
    max: 0.33333334,
    avg: 0.121111,
  });
});

test('the order of values does not show', () => {
  const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.constantFrom('lower', 'higher', 'none'), (of, better) => {
      assert.deepEqual(aggregateSet(ascending(of), better), aggregateSet(ascending(of.toReversed()), better));
    }),
  );
});

test('every percentile is one of the values, never better than the exact share', () => {
  const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.constantFrom(1, 5, 50, 95, 99), (of, percent) => {
      const by = `p${percent}` as 'p1';
      const high = aggregate(of, by, 'lower');
      assert.ok(of.includes(high));
      assert.ok(of.filter((value) => value <= high).length * 100 >= percent * of.length);
      const low = aggregate(of, by, 'higher');
      assert.ok(of.includes(low));
      assert.ok(of.filter((value) => value < low).length * 100 <= percent * of.length);
    }),
  );
});

test('two lists in ascending order merge into one, with what is no number at its end', () => {
  const values = fc.array(fc.double({ noDefaultInfinity: true }).map(Math.fround));
  fc.assert(
    fc.property(values, values, (a, b) => {
      const positive = (of: number[]) => of.map((value) => value + 0);
      assert.deepEqual(
        mergeAscending(ascending(positive(a)), ascending(positive(b))),
        ascending([...positive(a), ...positive(b)]),
      );
    }),
  );
});
