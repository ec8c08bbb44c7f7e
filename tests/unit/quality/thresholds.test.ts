import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { meets } from '../../../src/quality/meets.js';
import { parseThreshold } from '../../../src/quality/parse-threshold.js';
import { round6, shortestFloat32 } from '../../../src/quality/round.js';

describe('a threshold is taken apart', () => {
  const cases: [text: string, aggregate: string, operator: string, bound: number][] = [
    ['p95 < 3000', 'p95', '<', 3000],
    ['p5 >= 24', 'p5', '>=', 24],
    ['avg <= 0.02', 'avg', '<=', 0.02],
    ['count == 0', 'count', '==', 0],
    ['max > -1.5e3', 'max', '>', -1500],
    ['  min<1 ', 'min', '<', 1],
  ];
  for (const [text, aggregate, operator, bound] of cases)
    test(text, () => assert.deepEqual(parseThreshold(text), { aggregate, operator, bound, text }));
});

describe('a mistake names its part', () => {
  const cases: [text: string, mistake: string, given: string][] = [
    ['p90 < 3', 'aggregate', 'p90'],
    ['toString < 3', 'aggregate', 'toString'],
    ['p95 << 3', 'operator', '<<'],
    ['p95 = 3', 'operator', '='],
    ['p95 != 3', 'operator', '!='],
    ['p95 < x', 'number', 'x'],
    ['p95 < 0x10', 'number', '0x10'],
    ['p95 < Infinity', 'number', 'Infinity'],
    ['p95 < 1e999', 'number', '1e999'],
    ['p95 < 3 4', 'form', 'p95 < 3 4'],
    ['p95 <', 'form', 'p95 <'],
    ['', 'form', ''],
  ];
  for (const [text, mistake, given] of cases)
    test(`'${text}'`, () => assert.deepEqual(parseThreshold(text), { mistake, given }));
});

describe('a value meets its bound', () => {
  const verdicts = (value: number, bound: number) =>
    (['<', '<=', '>', '>=', '=='] as const).filter((operator) => meets({ operator, bound }, value));

  test('below, at and above', () => {
    assert.deepEqual(verdicts(1, 2), ['<', '<=']);
    assert.deepEqual(verdicts(2, 2), ['<=', '>=', '==']);
    assert.deepEqual(verdicts(3, 2), ['>', '>=']);
  });

  test('alike before and after its journey as float32', () => {
    for (const bound of [0.02, 0.95, 0.1, 1 / 3])
      assert.deepEqual(verdicts(Math.fround(bound), bound), verdicts(bound, bound));
  });

  test('but no figure meets none', () => {
    assert.deepEqual(verdicts(Number.NaN, 2), []);
  });
});

test('float32 values read as they were written', () => {
  assert.deepEqual(
    [0.02, 29.97, 3000, 0, -1.5].map((value) => shortestFloat32(Math.fround(value))),
    [0.02, 29.97, 3000, 0, -1.5],
  );
});

test('averages have 6 significant digits', () => {
  assert.deepEqual([1 / 3, 123_456.7, 0.000_012_345_678].map(round6), [0.333333, 123_457, 0.000_012_345_7]);
});
