import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBound, formatCount, formatMetric, formatThreshold, formatUnit } from '../../../src/model/format.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('values carry the symbol of their unit', () => {
  assert.equal(plain(formatMetric('video.framesPerSecond', 29.94)), '29.9 fps');
  assert.equal(plain(formatMetric('video.residualLoss', 0.0481)), '4.8 %');
  assert.equal(plain(formatMetric('joinTime@browser', 3120.4)), '3120 ms');
  assert.equal(plain(formatUnit(140.2, 'MB')), '140 MB');
  assert.equal(formatMetric('missingStreams', 3), '3');
});

test('a value never looks like the bound that it missed', () => {
  assert.equal(plain(formatMetric('video.framesPerSecond', 23.96, 24)), '23.96 fps');
  assert.equal(plain(formatMetric('joinTime', 3000.2, 3000)), '3000.2 ms');
  assert.equal(plain(formatMetric('joinTime', 3000, 3000)), '3000 ms');
});

test('a small loss does not look like none', () => {
  assert.equal(plain(formatMetric('video.residualLoss', 0.00004)), '0.004 %');
  assert.equal(plain(formatMetric('video.residualLoss', 0)), '0.0 %');
});

test('thresholds stand in the unit that people read', () => {
  assert.equal(plain(formatThreshold('video.residualLoss', 'p95 < 0.02')), 'p95 < 2 %');
  assert.equal(plain(formatThreshold('video.framesPerSecond', 'p5 >= 24')), 'p5 ≥ 24 fps');
  assert.equal(formatThreshold('joinTime', 'nonsense'), 'nonsense');
  assert.equal(plain(formatBound('joinTime', 12000)), '12,000 ms');
});

test('large counts are grouped, and what is not a number was not measured', () => {
  assert.equal(formatCount(1234567), '1,234,567');
  assert.equal(formatCount(1234), '1234');
  assert.equal(formatMetric('joinTime', Number.NaN), 'not measured');
});
