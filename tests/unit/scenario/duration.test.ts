import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Duration, durationMs, parseDuration } from '../../../src/scenario/duration.js';

test('durations are read in their unit; numbers are seconds', () => {
  assert.deepEqual(['500ms', '30s', '2m', '1.5s', 12, 0, '11000ms'].map(parseDuration), [0.5, 30, 120, 1.5, 12, 0, 11]);
});

test('what is no duration is told apart', () => {
  for (const wrong of [
    '',
    '30',
    's',
    '-5s',
    '1h',
    '0x10s',
    ' 30s',
    '30s ',
    'NaNs',
    -1,
    Number.NaN,
    Infinity,
    null,
    {},
    [],
  ])
    assert.equal(parseDuration(wrong), undefined, String(wrong));
});

test('durationMs says what a duration looks like', () => {
  assert.equal(durationMs('1.5s'), 1500);
  assert.throws(() => durationMs('soon' as Duration), {
    code: 'INVALID_SCENARIO',
    message: /'soon' is no duration; write '500ms'/,
  });
});
