import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamTrack } from '../../../src/generator/stream-track.js';
import { good, series, silent, stalled, times } from '../quality/series.js';

const tracked = (...parts: ReturnType<typeof series>[]) => {
  const track = new StreamTrack();
  for (const part of parts) track.update(part);
  return track;
};

test('remembers the last media and its rates, however long ago', () => {
  const samples = series([...times(5, good), ...times(60, silent)]);
  // Later looks see only the newest samples, as a hold keeps them.
  const track = tracked(samples.slice(0, 10), samples.slice(40));
  assert.equal(track.lastMediaAt, 5000);
  assert.deepEqual(track.last, { at: 5000, bitrateKbps: 500, framesPerSecond: 30 });
});

test('tells packets from frames', () => {
  const track = tracked(series([...times(5, good), ...times(5, stalled)]));
  assert.equal(track.lastFrameAt, 5000);
  assert.equal(track.lastMediaAt, 10_000);
});

test('a stream that never came has nothing', () => {
  const track = tracked(series(times(5, silent)));
  assert.equal(track.lastMediaAt, undefined);
  assert.equal(track.last, undefined);
});

test('nothing is told of the time between two stays at a place', () => {
  const seconds: number[] = [];
  const stay = (fromMs: number) => series(times(3, good)).map((sample) => ({ ...sample, at: sample.at + fromMs }));
  const track = new StreamTrack();
  for (const part of [stay(0), stay(20_000)]) track.update(part, (before, after) => seconds.push(after.at - before.at));
  assert.ok(seconds.length >= 4 && seconds.every((ms) => ms <= 1_000), seconds.join());
});

test('samples that were seen do not count again', () => {
  const samples = series(times(5, good));
  const track = tracked(samples, samples);
  assert.deepEqual(track.last, { at: 5000, bitrateKbps: 500, framesPerSecond: 30 });
});
