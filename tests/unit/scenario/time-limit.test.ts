import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultWaits } from '../../../src/model/gather.js';
import { constant, plan, staircase, testTimeoutMs, timeLimitSeconds } from '../../../src/scenario/index.js';
import { rooms } from './scenarios.js';

test('a time limit covers joins, their timeout twice, settling, holds and what is around them', () => {
  const scenario = rooms(5, 0, { load: constant({ sessions: 2, hold: '30s', joinsPerSecond: 2 }) });
  // 9 joins at 2 per second, 2 × 30 s, 60 s to flow, 10 s settled, 30 s hold, 10 s per step, 60 s around all
  assert.equal(timeLimitSeconds(plan(scenario), scenario), Math.ceil(4.5 + 60 + 60 + 10 + 30 + 10 + 60));
});

test('every step has its own', () => {
  const load = staircase({ sessions: { from: 1, to: 3 }, hold: 10, settle: 0, settleLimit: '5s' });
  const scenario = rooms(2, 0, { load, joinTimeout: '10s' });
  assert.equal(timeLimitSeconds(plan(scenario), scenario), Math.ceil(60 + 3 * (0.1 + 20 + 5 + 0 + 10 + 10)));
});

test('a test’s timeout has the wait for others on top, and never more than a timer can hold', () => {
  const load = (hold: number) => staircase({ sessions: { from: 1, to: 40 }, hold });
  const [short, long] = [30, 86_400].map((hold) => rooms(2, 0, { load: load(hold) }));
  const meeting = { generators: 1, waits: { ...defaultWaits, startMs: 600_000 } };
  assert.equal(testTimeoutMs(plan(short!), short!, meeting), 600_000 + timeLimitSeconds(plan(short!), short!) * 1000);
  assert.equal(testTimeoutMs(plan(long!), long!, meeting), 2 ** 31 - 1);
});

test('each wait for other generators has its limit within: four a step, and one at the end', () => {
  const scenario = rooms(2, 0, { load: staircase({ sessions: { from: 1, to: 3 }, hold: 10 }) });
  const limit = (generators: number, stepMs: number) =>
    timeLimitSeconds(plan(scenario), scenario, { generators, waits: { ...defaultWaits, stepMs } });
  assert.equal(limit(2, 30_000) - limit(1, 30_000), (3 * 4 + 1) * 30);
  assert.equal(limit(1, 30_000), limit(1, 90_000));
});
