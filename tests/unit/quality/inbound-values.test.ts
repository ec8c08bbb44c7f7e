import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { streamValues } from '../../../src/quality/stream-values.js';
import { good, type Second, series, stalled, times } from './series.js';

const window = { from: 0, to: 30_000 };
const valuesOf = (seconds: readonly Second[], kind: 'audio' | 'video' = 'video', of = window) =>
  streamValues(series(seconds, kind), of);

describe('frames per second', () => {
  test('a stream is as good as its worst seconds', () => {
    const seconds = [...times(29, good), { ...good, framesDecoded: 12 }];
    assert.equal(valuesOf(seconds)['video.framesPerSecond'], 12);
  });

  test('of a minute, p5 leaves the two worst seconds out', () => {
    const worst = [4, 8, 12].map((framesDecoded) => ({ ...good, framesDecoded }));
    const values = valuesOf([...times(57, good), ...worst], 'video', { from: 0, to: 60_000 });
    assert.equal(values['video.framesPerSecond'], 12);
  });

  test('rates go by the actual interval', () => {
    const values = valuesOf([good, { ...good, framesDecoded: 60, took: 2000 }, good]);
    assert.equal(values['video.framesPerSecond'], 30);
  });

  test('a sample that follows at once is joined with the next', () => {
    const values = valuesOf([good, { ...good, framesDecoded: 0, took: 20 }, { ...good, framesDecoded: 30, took: 980 }]);
    assert.equal(values['video.framesPerSecond'], 30);
  });

  test('a long interval weighs as many seconds', () => {
    const slow = { ...good, framesDecoded: 30, took: 3000 };
    assert.equal(valuesOf([...times(27, good), slow])['video.framesPerSecond'], 10);
    const minute = valuesOf([...times(57, good), slow], 'video', { from: 0, to: 60_000 });
    assert.equal(minute['video.framesPerSecond'], 10);
  });
});

test('only whole seconds of the window count', () => {
  const seconds = [{ ...good, framesDecoded: 5 }, ...times(3, good), { ...good, framesDecoded: 5 }];
  assert.equal(valuesOf(seconds, 'video', { from: 900, to: 4100 })['video.framesPerSecond'], 30);
  assert.equal(valuesOf(seconds, 'video', { from: 0, to: 4100 })['video.framesPerSecond'], 5);
});

test('samples may come in any order', () => {
  const samples = series(times(10, good));
  assert.deepEqual(streamValues(samples.toReversed(), window), streamValues(samples, window));
});

test('means are over the time', () => {
  const values = valuesOf([
    { ...good, pliCount: 1, nackCount: 4 },
    { ...good, pliCount: 0, nackCount: 2, bytesReceived: 0, took: 3000 },
  ]);
  assert.equal(values['video.bitrate'], 125);
  assert.equal(values['video.pliRate'], 0.25);
  assert.equal(values['video.nackRate'], 1.5);
});

test('jitter is p95 in milliseconds, the picture height its lowest', () => {
  const values = valuesOf([
    { ...good, jitter: 0.01, frameHeight: 360 },
    { ...good, jitter: 0.03, frameHeight: 180 },
    { ...good, jitter: 0.02, frameHeight: 360 },
  ]);
  assert.equal(values['video.jitter'], 30);
  assert.equal(values['video.frameHeight'], 180);
});

test('the jitter buffer delay leaves out seconds in which nothing was emitted', () => {
  const values = valuesOf([
    { ...good, jitterBufferDelay: 3, jitterBufferEmittedCount: 30 },
    { ...good, jitterBufferDelay: 0, jitterBufferEmittedCount: 0 },
    { ...good, jitterBufferDelay: 6, jitterBufferEmittedCount: 30 },
  ]);
  assert.equal(values['video.jitterBufferDelay'], 150);
});

describe('audio', () => {
  const second: Second = { bytesReceived: 4000, packetsReceived: 50, packetsLost: 0, totalSamplesReceived: 48_000 };

  test('has its own names', () => {
    assert.deepEqual(valuesOf(times(5, { ...second, jitter: 0.004 }), 'audio'), {
      'audio.bitrate': 32,
      'audio.residualLoss': 0,
      'audio.jitter': 4,
    });
  });

  test('silence that was concealed is not heard', () => {
    const concealed = { ...second, concealedSamples: 9600, silentConcealedSamples: 4800 };
    assert.equal(valuesOf([concealed, concealed], 'audio')['audio.concealmentRatio'], 0.1);
  });
});

test('what was not measured is absent, never 0', () => {
  assert.deepEqual(Object.keys(valuesOf(times(3, { bytesReceived: 1, packetsReceived: 1, packetsLost: 0 }))), [
    'video.bitrate',
    'video.residualLoss',
  ]);
  assert.deepEqual(streamValues([], window), {});
  assert.deepEqual(streamValues(series([]), window), {});
});

test('a stream that began anew counts from 0', () => {
  // 10 s, then a new stream whose first sample, at 12 s, has one second's worth
  const before = series(times(10, good));
  const after = series(times(9, good), 'video', 11_000).slice(1);
  const values = streamValues([...before, ...after], window);
  assert.equal(values['video.residualLoss'], 0);
  assert.equal(values['video.framesPerSecond'], 15);
  assert.equal(values['video.bitrate'], 475);
});

test('several windows: what lies between them counts for nothing', () => {
  const samples = series([...times(5, good), ...times(5, stalled), ...times(10, good)]);
  const apart = [
    { from: 0, to: 5_000 },
    { from: 10_000, to: 20_000 },
  ];
  assert.equal(streamValues(samples, apart)['video.framesPerSecond'], 30);
  assert.equal(streamValues(samples, apart)['video.freezeRatio'], 0);
  assert.equal(streamValues(samples, { from: 0, to: 20_000 })['video.framesPerSecond'], 0);
});
