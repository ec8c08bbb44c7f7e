import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide } from '../../../src/analysis/decide.js';
import { nToN, plan, resolveCapacity } from '../../../src/scenario/index.js';
import { judged, scenario } from './figures.js';

describe('a load test', () => {
  const load = scenario();
  const next = (...steps: Parameters<typeof decide>[0]) => decide(steps, plan(load), load);

  test('goes on after steps that passed, failed or are inconclusive', () => {
    assert.deepEqual(
      [next(), next(judged(1, 'passed')), next(judged(1, 'failed')), next(judged(1, 'inconclusive'))],
      ['next', 'next', 'next', 'next'],
    );
  });

  test('ends with its last step', () => {
    assert.equal(next(judged(6, 'passed')), 'stop');
  });

  test('stops when more than half of the streams are missing', () => {
    assert.equal(next(judged(2, 'failed', { flowingStreams: 42 })), 'next');
    assert.equal(next(judged(2, 'failed', { flowingStreams: 41 })), 'stop');
  });
});

describe('a search', () => {
  const search = resolveCapacity('how many?', { topology: nToN(7), upTo: { sessions: 6 } });
  const next = (...steps: Parameters<typeof decide>[0]) => decide(steps, plan(search), search);

  test('goes on while steps pass, to the last', () => {
    assert.deepEqual(
      [next(judged(1, 'passed')), next(judged(5, 'passed')), next(judged(6, 'passed'))],
      ['next', 'next', 'stop'],
    );
  });

  test('stops at the first step that does not pass', () => {
    assert.deepEqual([next(judged(2, 'failed')), next(judged(2, 'inconclusive'))], ['stop', 'stop']);
  });
});
