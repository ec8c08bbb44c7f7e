import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countdown, expectedExtraSeconds } from '../../../src/analysis/countdown.js';
import type { JudgedHold } from '../../../src/analysis/search/level-verdict.js';
import { nextMove } from '../../../src/analysis/search/next-move.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import {
  nToN,
  plan,
  rampSeconds,
  resolveCapacity,
  resolveScenario,
  staircase,
  stepTo,
} from '../../../src/scenario/index.js';

describe('the time that is left of a load test', () => {
  const scenario = resolveScenario('rooms of 2', {
    topology: nToN(2),
    load: staircase({ sessions: { from: 10, to: 30, step: 10 }, hold: '30s', settle: '10s', joinsPerSecond: 2 }),
  });
  const whole = plan(scenario);
  const left = (step: number, sinceBeginSeconds: number, sinceHoldSeconds?: number, runsToCome = 0) =>
    countdown(whole, scenario, { holds: [], step, extraSeconds: 5, runsToCome })({
      sinceBeginSeconds,
      ...(sinceHoldSeconds !== undefined && { sinceHoldSeconds }),
    });
  // The last of 20 joins is due 9.5 s after the first.
  const step = 9.5 + 10 + 30 + 5;

  test('is what its plan says: ramps, pauses, holds and what steps took beyond', () => {
    assert.deepEqual(left(1, 0), { seconds: 3 * step, atMost: false });
    assert.equal(left(2, 12).seconds, 2 * step - 12);
    assert.equal(left(1, 0, undefined, 2).seconds, 9 * step);
  });

  test('has the whole hold before it, however long the settling takes', () => {
    assert.equal(left(3, 500).seconds, 30 + 3);
  });

  test('runs down to nothing in the last hold', () => {
    assert.equal(left(3, 60, 12).seconds, 30 + 3 - 12);
    assert.equal(left(3, 90, 60).seconds, 0);
  });
});

describe('the time that is left of a search', () => {
  const search = (upTo: number, method: 'bisection' | 'staircase' = 'bisection') =>
    resolveCapacity('how many?', { topology: nToN(2), upTo: { sessions: upTo }, search: method, hold: '10s' });
  const extraSeconds = 4;

  /** Runs a search against a platform that holds so many sessions, and gives what was left at the start of each hold, and what came. */
  function runAgainst(scenario: ResolvedScenario, knee: number) {
    const whole = plan(scenario);
    const holds: JudgedHold[] = [];
    const seen: { said: number; startedAt: number }[] = [];
    let at = 0;
    for (;;) {
      const move = nextMove(holds, whole.steps.length, scenario.capacity!.search);
      if (move.end) return { seen, total: at };
      const left = countdown(whole, scenario, { holds, step: move.level, extraSeconds });
      const { seconds, atMost } = left({ sinceBeginSeconds: 0 });
      assert.ok(atMost);
      seen.push({ said: seconds, startedAt: at });
      const step = stepTo(whole, scenario, holds.at(-1)?.level ?? 0, move.level);
      at += rampSeconds(step) + scenario.load.settleSeconds + step.holdSeconds + extraSeconds;
      holds.push({ level: move.level, verdict: move.level <= knee ? 'passed' : 'failed', collapsed: false });
    }
  }

  for (const [upTo, method] of [
    [6, 'bisection'],
    [30, 'bisection'],
    [9, 'staircase'],
  ] as const)
    test(`of ${upTo} levels by ${method} is never more than was said, wherever the limit lies, and sometimes exactly that`, () => {
      const scenario = search(upTo, method);
      let tight = 0;
      for (let knee = 0; knee <= upTo; knee++) {
        const { seen, total } = runAgainst(scenario, knee);
        for (const { said, startedAt } of seen)
          assert.ok(total - startedAt <= said + 1e-6, `knee ${knee}: said ${said} at ${startedAt} of ${total}`);
        if (Math.abs(total - seen[0]!.said) < 1e-6) tight += 1;
        assert.ok(
          Math.abs(total - seen.at(-1)!.startedAt - seen.at(-1)!.said) < 1e-6,
          `knee ${knee}: the last hold is known`,
        );
      }
      assert.ok(tight > 0);
    });

  test('is found quickly, also for a thousand levels', () => {
    const scenario = search(1000);
    const began = performance.now();
    countdown(plan(scenario), scenario, { holds: [], step: 1, extraSeconds });
    assert.ok(performance.now() - began < 2000);
  });
});

test('a step with browsers is expected to take longer', () => {
  const scenario = (browser: number) =>
    resolveScenario('r', {
      topology: nToN(2),
      load: staircase({ sessions: { from: 1, to: 2 } }),
      participants: { browser },
    });
  assert.ok(expectedExtraSeconds(scenario(1)) > expectedExtraSeconds(scenario(0)));
});
