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
      loss: 0.05,
      flowingStreams: 2,
      // Of fewer than 20 streams the worst one stands for every percentile.
      quality: {
        'video.framesPerSecond': { p5: 0, p50: 0, p95: 0 },
        'video.residualLoss': { p5: 0.1, p50: 0.1, p95: 0.1 },
      },
    });
  });

  test('are quantiles over the streams of a kind', () => {
    const video = times(40, good).map((_, i) => series(times(3, { ...good, framesDecoded: i + 1, jitter: 0.002 })));
    const audio = times(20, good).map((_, i) => series(times(3, { packetsReceived: 50, jitter: i / 1000 }), 'audio'));
    assert.deepEqual(liveFigures([...video, ...audio], 3100).quality, {
      'video.framesPerSecond': { p5: 2, p50: 20, p95: 38 },
      'video.residualLoss': { p5: 0, p50: 0, p95: 0 },
      'video.jitter': { p5: 2, p50: 2, p95: 2 },
      'audio.residualLoss': { p5: 0, p50: 0, p95: 0 },
      'audio.jitter': { p5: 0, p50: 9, p95: 18 },
    });
  });

  test('are absent before media flows', () => {
    assert.deepEqual(liveFigures([[], []], 1000), { flowingStreams: 0, quality: {} });
    assert.deepEqual(liveFigures([], 1000), { flowingStreams: 0, quality: {} });
  });
});
