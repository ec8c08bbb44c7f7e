import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arrivals,
  type LoadInput,
  nToN,
  plan,
  ramp,
  resolveScenario,
  settleSecondsBefore,
  soak,
} from '../../../src/scenario/index.js';

function pauses(load: LoadInput): number[] {
  const scenario = resolveScenario('rooms of 2', { topology: nToN(2), load });
  const { steps } = plan(scenario);
  return steps.map((step, i) => settleSecondsBefore(step, steps[i - 1], scenario.load));
}

test('whoever joins in a ramp has the whole pause, and a load that stays as it was has none', () => {
  assert.deepEqual(pauses(soak({ sessions: 2, for: '90s', hold: '30s' })), [10, 0, 0]);
});

test('whoever joined during a hold has a pause before the next, also before the last of a ramp', () => {
  assert.deepEqual(pauses(ramp({ sessions: { from: 2, to: 8 }, over: '60s', hold: '30s' })), [10, 5, 5]);
  assert.deepEqual(pauses(ramp({ sessions: { from: 2, to: 8 }, over: '60s', hold: '30s', settle: '2s' })), [2, 2, 2]);
});

test('arrivals go on after a pause', () => {
  const load = arrivals({ sessions: { perMinute: 20 }, stay: '60s', for: '90s', hold: '30s' });
  assert.deepEqual(pauses(load), [10, 5, 5]);
});
