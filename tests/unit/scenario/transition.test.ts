import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Plan, PlannedStep } from '../../../src/model/plan.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import {
  dealing,
  growing,
  Population,
  plan,
  resolveScenario,
  share,
  shareOfStep,
  staircase,
  transition,
} from '../../../src/scenario/index.js';
import { anyScenario, rooms } from './scenarios.js';

const joinsOf = ({ joins }: PlannedStep) =>
  joins.map(({ session, role, joinAtMs }) => `${session}/${role.index} ${joinAtMs}`);
const leavesOf = ({ leaves }: PlannedStep) =>
  leaves.map(({ session, participant, leaveAtMs }) => `${session}/${participant} ${leaveAtMs}`);
const totalsOf = ({ sessions, participants, mediaConnections, expectedStreams }: PlannedStep) => ({
  sessions,
  participants,
  mediaConnections,
  expectedStreams,
});

describe('a step between two levels of rooms of 2', () => {
  const whole = plan(rooms(2, 8));

  test('up: whoever is missing joins, paced from the start of the step', () => {
    const step = transition(whole, 1, 3);
    assert.deepEqual(joinsOf(step), ['1/0 0', '1/1 100', '2/0 200', '2/1 300']);
    assert.deepEqual(leavesOf(step), []);
    assert.equal(step.index, 3);
    assert.deepEqual(totalsOf(step), { sessions: 3, participants: 6, mediaConnections: 12, expectedStreams: 12 });
  });

  test('down: the last that came leave first', () => {
    const step = transition(whole, 3, 1);
    assert.deepEqual(joinsOf(step), []);
    assert.deepEqual(leavesOf(step), ['2/1 0', '2/0 100', '1/1 200', '1/0 300']);
    assert.deepEqual(totalsOf(step), totalsOf(whole.steps[0]!));
  });

  test('to the same level: nobody moves', () => {
    const step = transition(whole, 5, 5);
    assert.deepEqual([step.joins, step.leaves, step.index], [[], [], 5]);
  });

  test('to nothing: all leave', () => {
    const step = transition(whole, 2, 0);
    assert.deepEqual(leavesOf(step), ['1/1 0', '1/0 100', '0/1 200', '0/0 300']);
    assert.deepEqual(totalsOf(step), { sessions: 0, participants: 0, mediaConnections: 0, expectedStreams: 0 });
  });

  test('anew: all leave, and later everyone of the level joins', () => {
    const step = transition(whole, 2, 1, { anew: true });
    assert.deepEqual(leavesOf(step), ['1/1 0', '1/0 100', '0/1 200', '0/0 300']);
    assert.deepEqual(joinsOf(step), ['0/0 9300', '0/1 9400']);
    assert.deepEqual(joinsOf(transition(whole, 0, 1, { anew: true })), ['0/0 0', '0/1 100']);
  });

  test('a level that is not there is refused', () => {
    assert.throws(() => transition(whole, 0, 9), RangeError);
    assert.throws(() => transition(whole, -1, 1), RangeError);
  });
});

test('participants of one session that grows leave singly', () => {
  const scenario = resolveScenario('grows', {
    topology: growing.nToN(),
    load: staircase({ participants: { from: 2, to: 6, step: 2 } }),
  });
  assert.deepEqual(leavesOf(transition(plan(scenario), 3, 1)), ['0/5 0', '0/4 100', '0/3 200', '0/2 300']);
});

const movesDuringHolds = ({ load }: ResolvedScenario) => load.type === 'ramp' || load.type === 'arrivals';

/** A walk over levels, as a search takes it; some of its steps begin anew. */
const anyWalk = fc
  .record({
    scenario: anyScenario,
    walk: fc.array(fc.record({ to: fc.nat(), anew: fc.boolean() }), { minLength: 1, maxLength: 8 }),
  })
  .filter(({ scenario }) => !movesDuringHolds(scenario))
  .map(({ scenario, walk }) => {
    const whole = plan(scenario);
    let from = 0;
    const steps = walk.map(({ to, anew }) => {
      const move = { from, to: to % (whole.steps.length + 1), anew };
      from = move.to;
      return move;
    });
    return { whole, steps };
  });

describe('any walk over the levels of any scenario', () => {
  test('holds at each level what the plan holds there', () => {
    fc.assert(
      fc.property(anyWalk, ({ whole, steps }) => {
        const population = new Population();
        for (const { from, to, anew } of steps) {
          const step = transition(whole, from, to, { anew });
          population.apply(step);
          assert.deepEqual(population.totals, totalsOf(step));
          if (to > 0) assert.deepEqual(totalsOf(step), totalsOf(whole.steps[to - 1]!));
        }
      }),
    );
  });

  test('is shared exactly: every join and leave once, totals add up, and a share can be taken before or after', () => {
    fc.assert(
      fc.property(anyWalk, fc.integer({ min: 1, max: 64 }), ({ whole, steps }, generators) => {
        const carrierOf = dealing(whole, generators);
        const shares = Array.from({ length: generators }, (_, i) => share(whole, i + 1, generators));
        for (const { from, to, anew } of steps) {
          const step = transition(whole, from, to, { anew });
          const dealt = shares.map((own, i) => {
            const ofStep = shareOfStep(step, own, i + 1, carrierOf);
            assert.deepEqual(transition(own, from, to, { anew }), ofStep);
            return ofStep;
          });
          assert.deepEqual(dealt.flatMap(joinsOf).sort(), joinsOf(step).sort());
          assert.deepEqual(dealt.flatMap(leavesOf).sort(), leavesOf(step).sort());
          for (const total of ['sessions', 'participants', 'mediaConnections', 'expectedStreams'] as const)
            assert.equal(
              dealt.reduce((sum, of) => sum + of[total], 0),
              step[total],
            );
        }
      }),
    );
  });
});

test('the steps of a plan are those between its levels', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      fc.pre(!movesDuringHolds(scenario));
      const whole: Plan = plan(scenario);
      const names = (step: PlannedStep) => [...joinsOf(step), ...leavesOf(step)].map((text) => text.split(' ')[0]);
      for (const step of whole.steps) {
        const between = transition(whole, step.index - 1, step.index);
        // Stages have paces of their own.
        if (scenario.load.times) assert.deepEqual(names(between), names(step));
        else assert.deepEqual(between, step);
      }
    }),
  );
});
