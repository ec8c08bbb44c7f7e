import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveStep } from '../../../src/analysis/curve-step.js';
import { judged } from './figures.js';

test('a point of the curve has totals, verdict and aggregates per metric', () => {
  const point = curveStep(judged(2, 'failed', { offeredLoad: 0.987_654_321 }));
  assert.deepEqual([point.index, point.sessions, point.mediaConnections, point.verdict], [2, 1, 49, 'failed']);
  assert.deepEqual(Object.keys(point.metrics), ['joinTime', 'video.framesPerSecond']);
  assert.deepEqual(point.metrics.joinTime, {
    unit: 'ms',
    count: 7,
    min: 100,
    p1: 160,
    p5: 160,
    p50: 160,
    p95: 160,
    p99: 160,
    max: 160,
    avg: 130,
  });
  assert.equal(point.offeredLoad, 0.987654);
});

test('planned totals are shown where a generator is missing', () => {
  const planned = { sessions: 4, participants: 28, mediaConnections: 196, expectedStreams: 336 };
  const point = curveStep(judged(4, 'inconclusive'), planned);
  assert.deepEqual([point.participants, point.expectedStreams, point.flowingStreams], [28, 336, 84]);
});

test('where both kinds measured a metric it stands also per kind', () => {
  const values = { joinTime: { native: [3, 4], browser: [10] } };
  const { metrics } = curveStep(judged(1, 'passed', { values }));
  assert.deepEqual(
    Object.entries(metrics).map(([key, { count, max }]) => [key, count, max]),
    [
      ['joinTime', 3, 10],
      ['joinTime@browser', 1, 10],
      ['joinTime@native', 2, 4],
    ],
  );
});
