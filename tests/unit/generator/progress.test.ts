import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { heldStep, sessionsOf } from '../../../src/generator/progress.js';
import type { Plan } from '../../../src/model/plan.js';
import { constant, growing, nToN, plan, resolveScenario, share, staircase } from '../../../src/scenario/index.js';
import { sampleFigures } from '../reporters/sample-figures.js';
import { sampleScenario } from '../reporters/sample-run.js';

/** Sessions that each generator tells once all of the first step have joined. */
const told = (whole: Plan, generators: number): number[] =>
  Array.from({ length: generators }, (_, i) => {
    const [own] = share(whole, i + 1, generators).steps;
    return sessionsOf(
      own!.joins.map((planned) => ({ planned })),
      whole,
      own,
    );
  });
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

describe('sessions that generators tell', () => {
  test('add up to those that are there, also where they share the one that grows', () => {
    const rooms = plan(resolveScenario('rooms', { topology: nToN(2), load: constant({ sessions: 6 }) }));
    assert.equal(sum(told(rooms, 4)), 6);
    const one = plan(
      resolveScenario('one', { topology: growing.nToN(), load: staircase({ participants: { from: 8, to: 8 } }) }),
    );
    assert.equal(one.steps[0]!.sessions, 1);
    assert.equal(sum(told(one, 4)), 1);
  });

  test('are none before anyone has joined', () => {
    for (const dealtBy of ['session', 'participant'] as const)
      assert.equal(sessionsOf([], { dealtBy }, { sessions: 1 }), 0);
  });
});

test('figures of the platform are told of a hold with as many digits as reports have', () => {
  const scenario = sampleScenario();
  const figures = { ...sampleFigures({}, 1, 1, 0), platform: { cpu: 1 / 3, notMeasured: ['No one answers.'] } };
  const judged = { figures, attempt: 1, judgement: { verdict: 'passed', reasons: [], breaches: [] } as never };
  const { platform } = heldStep(judged, { plan: plan(scenario), scenario });
  assert.deepEqual(platform, { cpu: 0.333333, notMeasured: ['No one answers.'] });
});
