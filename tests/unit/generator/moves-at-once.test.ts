import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movesAtOnce } from '../../../src/generator/moves-at-once.js';
import { constant, type LoadInput, nToN, plan, ramp, resolveScenario, stages } from '../../../src/scenario/index.js';

function atOnce(load: LoadInput, dueMs?: number[]): number {
  const scenario = resolveScenario('rooms of 2', { topology: nToN(2), load });
  const [step] = plan(scenario).steps;
  const joins = [...(step?.joins ?? []), ...(step?.during?.joins ?? [])];
  return movesAtOnce(scenario, dueMs ?? joins.map(({ joinAtMs }) => joinAtMs));
}

test('as many joins may be under way as are due within their lead and what they may take', () => {
  assert.equal(atOnce(constant({ sessions: 50, joinsPerSecond: 2 })), 32);
  assert.equal(atOnce(constant({ sessions: 500, joinsPerSecond: 100 })), 601);
});

test('a ramp of its own pace is not slowed down by the join rate of the others', () => {
  // 400 joins in 4 s, at a default rate of 10 per second.
  assert.equal(atOnce(stages({ sessions: [{ target: 200, ramp: '4s' }] })), 400);
  // 998 joins during a hold of 10 s.
  assert.ok(atOnce(ramp({ sessions: { from: 1, to: 500 }, over: '10s', hold: '10s' })) >= 598);
});

test('sessions that come at the same time do not wait for each other', () => {
  assert.equal(atOnce(constant({ sessions: 1 }), [...new Array(90).fill(1000), 9000]), 90);
});
