import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isFlowing, liveFigures } from '../../../src/quality/live.js';
import { good, series, silent, stalled, times } from './series.js';

const flowing = (seconds: Parameters<typeof series>[0], at: number, kind: 'audio' | 'video' = 'video') =>
  isFlowing(series(seconds, kind), at);

describe('a stream flows', () => {
  test('while packets and pictures come', () => {
    assert.ok(flowing(times(5, good), 5100));
    assert.ok(!flowing([...times(4, good), silent], 5100));
    assert.ok(!flowing([...times(4, good), stalled], 5100));
  });

  test('audio needs no picture', () => {
    assert.ok(flowing(times(5, { packetsReceived: 50 }), 5100, 'audio'));
  });

  test('only by samples of the present', () => {
    assert.ok(!flowing(times(5, good), 8000));
    assert.ok(!flowing(times(5, good), 500));
    assert.ok(!flowing([], 0));
  });
});

describe('live figures', () => {
  test('are of the last second of each stream', () => {
    const streams = [
      series([...times(4, good), { ...good, framesDecoded: 20, packetsReceived: 54, packetsLost: 6 }]),
      series(times(5, good)),
      series(times(5, silent)),
    ];
    assert.deepEqual(liveFigures(streams, 5100), {
      framesPerSecond: 50 / 3,
      lowestFramesPerSecond: 0,
      loss: 0.05,
      flowingStreams: 2,
    });
  });

  test('are absent before media flows', () => {
    assert.deepEqual(liveFigures([[], []], 1000), { flowingStreams: 0 });
    assert.deepEqual(liveFigures([], 1000), { flowingStreams: 0 });
  });
});
