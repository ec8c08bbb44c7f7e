import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniqueTitles } from '../../../reporters/format/unique-titles.js';

test('each title as a label is there once, also beside one that is numbered already', () => {
  assert.deepEqual(uniqueTitles(['a', 'b', 'a', 'a (2)']), ['a', 'b', 'a (2)', 'a (2) (2)']);
});
