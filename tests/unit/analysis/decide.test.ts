import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide } from '../../../src/analysis/decide.js';
import { nToN, plan, resolveCapacity, resolveScenario, spike, stages } from '../../../src/scenario/index.js';
import { judged, scenario } from './figures.js';

describe('a load test', () => {
  const load = scenario();
  const next = (...steps: Parameters<typeof decide>[0]) => decide(steps, plan(load), load);
  const second = { step: 2, attempt: 1 };

  test('goes on after steps that passed, failed or are inconclusive', () => {
    assert.deepEqual(next(), { step: 1, attempt: 1 });
    for (const verdict of ['passed', 'failed', 'inconclusive'] as const)
      assert.deepEqual(next(judged(1, verdict)), second);
  });

  test('ends with its last step', () => {
    assert.deepEqual(next(judged(6, 'passed')), { end: 'completed' });
  });

  test('stops when more than half of the streams are missing', () => {
    assert.deepEqual(next(judged(2, 'failed', { flowingStreams: 42 })), { step: 3, attempt: 1 });
    assert.deepEqual(next(judged(2, 'failed', { flowingStreams: 41 })), { end: 'stopped' });
  });
});

for (const [what, shape] of [
  ['a spike', spike({ sessions: { base: 1, peak: 3 } })],
  ['stages', stages({ sessions: [{ target: 1 }, { target: 3 }, { target: 1 }] })],
] as const)
  test(`${what} goes on after a collapse at its peak, to see whether the platform recovers`, () => {
    const load = resolveScenario('a plan', { topology: nToN(7), load: shape });
    const collapsed = judged(2, 'failed', { flowingStreams: 0 });
    assert.deepEqual(decide([judged(1, 'passed'), collapsed], plan(load), load), { step: 3, attempt: 1 });
    assert.deepEqual(decide([collapsed, judged(3, 'passed')], plan(load), load), { end: 'completed' });
  });

describe('a search', () => {
  const search = resolveCapacity('how many?', { topology: nToN(7), upTo: { sessions: 6 } });
  const next = (...steps: Parameters<typeof decide>[0]) => decide(steps, plan(search), search);
  const passed = [judged(1, 'passed'), judged(2, 'passed'), judged(4, 'passed')];

  test('leaves levels out, and repeats the last good one after a bad one', () => {
    assert.deepEqual(next(...passed), { step: 6, attempt: 1 });
    assert.deepEqual(next(...passed, judged(6, 'failed')), { step: 4, attempt: 2 });
  });

  test('ends when both sides are confirmed, or its last level is', () => {
    const bad = [judged(6, 'failed'), judged(4, 'passed'), judged(5, 'failed')];
    assert.deepEqual(next(...passed, ...bad, judged(4, 'passed')), { step: 5, attempt: 2 });
    assert.deepEqual(next(...passed, ...bad, judged(4, 'passed'), judged(5, 'failed')), { end: 'stopped' });
    assert.deepEqual(next(...passed, judged(6, 'passed'), judged(6, 'passed')), { end: 'completed' });
  });

  test('sees a collapse in the figures', () => {
    const collapsed = judged(4, 'inconclusive', { flowingStreams: 41 });
    assert.deepEqual(next(judged(1, 'passed'), judged(2, 'passed'), collapsed), { step: 2, attempt: 2 });
  });
});
