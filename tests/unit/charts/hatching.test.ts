import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hatchSeries, inconclusiveSpans } from '../../../src/charts/hatching.js';
import { stepAt } from './sample-steps.js';

test('loads that only inconclusive steps held reach halfway to their neighbours, and touching ones are one', () => {
  const steps = [stepAt(49, 'passed'), stepAt(98, 'inconclusive'), stepAt(147, 'inconclusive'), stepAt(196, 'failed')];
  assert.deepEqual(inconclusiveSpans(steps), [{ from: 73.5, to: 171.5 }]);
});

test('a load that was decided in another attempt is not hatched', () => {
  const steps = [stepAt(49, 'passed'), stepAt(98, 'inconclusive'), stepAt(98, 'passed', { attempt: 2 })];
  assert.deepEqual(inconclusiveSpans(steps), []);
});

test('the last load is hatched up to itself, a first one symmetrically', () => {
  assert.deepEqual(inconclusiveSpans([stepAt(49, 'passed'), stepAt(98, 'inconclusive')]), [{ from: 73.5, to: 98 }]);
  assert.deepEqual(inconclusiveSpans([stepAt(49, 'inconclusive'), stepAt(98, 'passed')]), [{ from: 36.75, to: 73.5 }]);
});

test('strokes stay within their part and the plot', () => {
  const series = hatchSeries([{ from: 20, to: 50 }], 100, 30)!;
  const ends = (series.markLine!.data as { coord: [number, number] }[][]).flat().map(({ coord }) => coord);
  assert.ok(ends.length > 20);
  assert.ok(ends.every(([x, y]) => x >= 20 && x <= 50 && y >= 0 && y <= 30.001));
  assert.equal(hatchSeries([], 100, 30), null);
});
