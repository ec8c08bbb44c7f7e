import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nToN, plan, rampSeconds, resolveCapacity, stepTo, timeLimitSeconds } from '../../../src/scenario/index.js';

const topology = nToN(2);
const search = resolveCapacity('how many?', { topology, upTo: { sessions: 8 }, joinsPerSecond: 20 });
const rates = resolveCapacity('how fast?', { topology, upTo: { joinsPerSecond: 4 }, sessions: 3 });

test('a search that goes up lets everyone stay, and begins anew to go down or to hold a level again', () => {
  const moved = (held: number, to: number) => {
    const { joins, leaves } = stepTo(plan(search), search, held, to);
    return [joins.length, leaves.length];
  };
  assert.deepEqual(
    [moved(0, 1), moved(4, 8)],
    [
      [2, 0],
      [8, 0],
    ],
  );
  assert.deepEqual(
    [moved(8, 4), moved(4, 4)],
    [
      [8, 16],
      [8, 8],
    ],
  );
});

test('for the peak join rate the same participants join anew, at the rate of the level', () => {
  const gapsMs = (held: number, to: number) => {
    const { joins } = stepTo(plan(rates), rates, held, to);
    assert.equal(joins.length, 6);
    return joins.slice(1).map(({ joinAtMs }, i) => joinAtMs - joins[i]!.joinAtMs);
  };
  assert.deepEqual(gapsMs(0, 1), Array(5).fill(1000));
  assert.deepEqual(gapsMs(1, 4), Array(5).fill(250));
});

test('the time limit covers three holds of every level, each with the longest way to it', () => {
  for (const scenario of [search, rates]) {
    const whole = plan(scenario);
    const levels = whole.steps.map(({ index }) => index);
    const ramps = levels.map((to) => Math.max(...levels.map((held) => rampSeconds(stepTo(whole, scenario, held, to)))));
    const least = 3 * ramps.reduce((sum, ramp) => sum + ramp + scenario.load.holdSeconds, 0);
    assert.ok(timeLimitSeconds(whole, scenario) > least);
  }
});
