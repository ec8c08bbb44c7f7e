import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptySpan, mergeTimelines, spansOf, timelineOf } from '../../../src/analysis/timelines.js';

const spans = (count: number, from = 1000, participants = 7) =>
  Array.from({ length: count }, (_, i) => ({
    ...emptySpan(from + i, participants),
    streamSeconds: 4,
    videoSeconds: 2,
    frames: 60,
    slowest: 30 - i,
    packets: 100,
    lost: 1,
  }));

test('a short step keeps every second, a long one longer spans with the same sums', () => {
  assert.equal(timelineOf(spans(50))!.everySeconds, 1);
  const long = timelineOf(spans(300))!;
  assert.equal(long.everySeconds, 10);
  assert.equal(long.frames.length, 30);
  assert.equal(
    long.frames.reduce((sum, of) => sum + of, 0),
    300 * 60,
  );
  assert.equal(long.slowest[0], 21);
});

test('a gap stays a gap, with the participants of before', () => {
  const gap = timelineOf([...spans(2), ...spans(1, 1004, 9)])!;
  assert.deepEqual(gap.frames, [60, 60, 0, 0, 60]);
  assert.deepEqual(gap.participants, [7, 7, 7, 7, 9]);
  assert.equal(gap.slowest[2], null);
});

test('timelines of generators add up second by second, the slowest stream is the slowest of all', () => {
  const merged = mergeTimelines([timelineOf(spans(3))!, timelineOf(spans(3, 1001))!])!;
  assert.equal(merged.fromSecond, 1000);
  assert.deepEqual(merged.frames, [60, 120, 120, 60]);
  assert.deepEqual(merged.participants, [7, 14, 14, 14]);
  assert.deepEqual(merged.slowest, [30, 29, 28, 28]);
});

test('spans of different length become the longer', () => {
  const merged = mergeTimelines([timelineOf(spans(3))!, timelineOf(spans(300))!])!;
  assert.equal(merged.everySeconds, 10);
  assert.equal(merged.frames[0], 13 * 60);
});

test('nothing gives nothing, and spans come back', () => {
  assert.equal(timelineOf([]), undefined);
  assert.equal(mergeTimelines([]), undefined);
  assert.deepEqual(spansOf(timelineOf(spans(3))!), spans(3));
});
