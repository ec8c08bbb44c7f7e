import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constant, customTopology, nToN, resolveScenario, staircase, teaching } from '../../../src/scenario/index.js';

const load = constant({ sessions: 1 });
const topology = nToN(7);

import { rooms } from './scenarios.js';

test('everything that is left out has a default', () => {
  assert.deepEqual(resolveScenario('rooms of 7', { topology, load }), {
    title: 'rooms of 7',
    topology: { type: 'n-to-n', size: 7 },
    load: {
      type: 'constant',
      unit: 'sessions',
      levels: [1],
      holdSeconds: 30,
      joinsPerSecond: 10,
      settleSeconds: 10,
      settleLimitSeconds: 60,
    },
    participants: { browser: 0 },
    media: { video: '540x360', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'remb' },
    thresholds: [],
    guards: { missingStreams: 0, joinFailures: 0, badStreams: 0 },
    seed: 1,
    joinTimeoutSeconds: 30,
  });
});

test('everything that is given is taken', () => {
  const resolved = resolveScenario('lesson', {
    topology: teaching({ teachers: 1, students: 20 }),
    load: staircase({
      sessions: { from: 2, to: 6, step: 2 },
      hold: '1m',
      joinsPerSecond: 2.5,
      settle: '500ms',
      settleLimit: 20,
    }),
    participants: { browser: { count: 2 }, native: 'rest' },
    media: { video: '720p', videoCodec: 'vp8', framesPerSecond: 15, adapt: 'off' },
    thresholds: { joinTime: ['p95 < 3000', 'max <= 5000'], 'video.framesPerSecond@browser': ['p5 >= 24'] },
    guards: { badStreams: 'off', missingStreams: 2 },
    seed: 7,
    joinTimeout: '1.5s',
  });
  assert.deepEqual(resolved.load, {
    type: 'staircase',
    unit: 'sessions',
    levels: [2, 4, 6],
    holdSeconds: 60,
    joinsPerSecond: 2.5,
    settleSeconds: 0.5,
    settleLimitSeconds: 20,
  });
  assert.deepEqual(resolved.thresholds, [
    { metric: 'joinTime', aggregate: 'p95', operator: '<', bound: 3000, text: 'p95 < 3000' },
    { metric: 'joinTime', aggregate: 'max', operator: '<=', bound: 5000, text: 'max <= 5000' },
    {
      metric: 'video.framesPerSecond',
      participantKind: 'browser',
      aggregate: 'p5',
      operator: '>=',
      bound: 24,
      text: 'p5 >= 24',
    },
  ]);
  assert.deepEqual(resolved.participants, { browser: 2 });
  assert.deepEqual(resolved.guards, { missingStreams: 2, joinFailures: 0 });
  assert.equal(resolved.joinTimeoutSeconds, 1.5);
  assert.deepEqual(resolved, JSON.parse(JSON.stringify(resolved)));
});

test('defaults can be replaced', () => {
  const resolved = resolveScenario(
    'rooms',
    { topology, load, participants: {} },
    { browser: 1, seed: 9, holdSeconds: 12 },
  );
  assert.deepEqual([resolved.participants.browser, resolved.seed, resolved.load.holdSeconds], [1, 9, 12]);
});

test('a custom matrix is completed: all publishers unless named', () => {
  const roles = [{ publishes: true }, { publishes: { audio: true } }, { receivesFrom: [1, 0, 1] }, {}] as const;
  const resolved = resolveScenario('panel', { topology: customTopology('panel', roles), load });
  assert.deepEqual(resolved.topology, {
    type: 'custom',
    name: 'panel',
    roles: [
      { index: 0, publishes: { audio: true, video: true }, receivesFrom: [1] },
      { index: 1, publishes: { audio: true, video: false }, receivesFrom: [0] },
      { index: 2, publishes: { audio: false, video: false }, receivesFrom: [0, 1] },
      { index: 3, publishes: { audio: false, video: false }, receivesFrom: [0, 1] },
    ],
  });
});

test("of a user's own app the scenario tells the address, and neither code nor what may be secret", () => {
  const browsers = (url: string | (() => string)) =>
    rooms(2, 1, { participants: { browser: { count: 'all', app: { url, join: async () => undefined } } } })
      .participants;
  assert.deepEqual(browsers('http://me:pw@localhost:5080/call?token=1#secret'), {
    browser: 'all',
    app: { url: 'http://localhost:5080/call' },
  });
  assert.deepEqual(
    browsers(() => 'http://localhost/'),
    { browser: 'all', app: { url: '(a function)' } },
  );
});

test('ground truth is told where it is off', () => {
  const mix = (groundTruth: boolean) =>
    rooms(2, 1, { participants: { browser: { count: 1, groundTruth } } }).participants;
  assert.deepEqual([mix(true), mix(false)], [{ browser: 1 }, { browser: 1, groundTruth: false }]);
});
