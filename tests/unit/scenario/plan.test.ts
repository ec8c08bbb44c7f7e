import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Plan } from '../../../src/model/plan.js';
import { levelSize } from '../../../src/scenario/cross-checks.js';
import { constant, growing, nToM, plan, resolveScenario, staircase, teaching } from '../../../src/scenario/index.js';
import { anyScenario, rooms } from './scenarios.js';

const browsersOf = ({ steps }: Plan) =>
  steps.map(({ joins }) =>
    joins.filter(({ kind }) => kind === 'browser').map(({ session, role }) => `${session}/${role.index}`),
  );

describe('a staircase of rooms of 7', () => {
  const { steps } = plan(rooms(7, 3));

  test('holds all sessions so far and joins the new ones', () => {
    assert.deepEqual(
      steps.map(({ index, sessions, participants, mediaConnections, expectedStreams }) => ({
        index,
        sessions,
        participants,
        mediaConnections,
        expectedStreams,
      })),
      [
        { index: 1, sessions: 1, participants: 7, mediaConnections: 49, expectedStreams: 84 },
        { index: 2, sessions: 2, participants: 14, mediaConnections: 98, expectedStreams: 168 },
        { index: 3, sessions: 3, participants: 21, mediaConnections: 147, expectedStreams: 252 },
      ],
    );
    assert.deepEqual(
      steps[1]?.joins.map(({ session, role }) => `${session}/${role.index}`),
      ['1/0', '1/1', '1/2', '1/3', '1/4', '1/5', '1/6'],
    );
  });

  test('paces the joins of a step', () => {
    assert.deepEqual(
      steps[0]?.joins.map(({ joinAtMs }) => joinAtMs),
      [0, 100, 200, 300, 400, 500, 600],
    );
  });
});

test('the last level is reached even if the step does not divide the rise', () => {
  const scenario = rooms(2, 0, { load: staircase({ sessions: { from: 1, to: 6, step: 2 } }) });
  assert.deepEqual(
    plan(scenario).steps.map(({ sessions }) => sessions),
    [1, 3, 5, 6],
  );
});

test('a constant load is one step', () => {
  const { steps } = plan(rooms(3, 0, { load: constant({ sessions: 4, hold: '20s', joinsPerSecond: 4 }) }));
  assert.equal(steps.length, 1);
  assert.equal(steps[0]?.participants, 12);
  assert.equal(steps[0]?.holdSeconds, 20);
  assert.equal(steps[0]?.joins.at(-1)?.joinAtMs, 2750);
});

test('one session that grows counts only subscriptions whose publisher is there', () => {
  const scenario = resolveScenario('grows', {
    topology: growing.nToN(),
    load: staircase({ participants: { from: 2, to: 6, step: 2 } }),
  });
  const grown = plan(scenario);
  assert.deepEqual(
    grown.steps.map(({ sessions, participants, mediaConnections, expectedStreams }) => [
      sessions,
      participants,
      mediaConnections,
      expectedStreams,
    ]),
    [
      [1, 2, 4, 4],
      [1, 4, 16, 24],
      [1, 6, 36, 60],
    ],
  );
  assert.deepEqual(grown.steps[0]?.joins[0]?.role.receivesFrom, [1, 2, 3, 4, 5]);
});

describe('browsers', () => {
  test('the first participant of the first session is the only one', () => {
    assert.deepEqual(browsersOf(plan(rooms(7, 3, { participants: { browser: 1 } }))), [['0/0'], [], []]);
  });

  test('are spread over the sessions of the first step, and are there from then on', () => {
    const load = staircase({ sessions: { from: 2, to: 4 } });
    assert.deepEqual(browsersOf(plan(rooms(3, 0, { load, participants: { browser: { count: 3 } } }))), [
      ['0/0', '0/1', '1/0'],
      [],
      [],
    ]);
  });

  test('join later only if the first step has no room', () => {
    assert.deepEqual(browsersOf(plan(rooms(2, 3, { participants: { browser: 3 } }))), [['0/0', '0/1'], ['1/0'], []]);
  });

  test('receive video where anyone does', () => {
    const load = constant({ sessions: 1 });
    const webinar = rooms(2, 0, { topology: nToM(1, 3), load, participants: { browser: 1 } });
    assert.deepEqual(browsersOf(plan(webinar)), [['0/1']]);
    const lesson = rooms(2, 0, {
      topology: teaching({ teachers: 1, students: 2 }),
      load,
      participants: { browser: 3 },
    });
    assert.deepEqual(browsersOf(plan(lesson)), [['0/0', '0/1', '0/2']]);
  });

  test('all means all', () => {
    assert.deepEqual(browsersOf(plan(rooms(2, 2, { participants: { browser: 'all' } }))), [
      ['0/0', '0/1'],
      ['1/0', '1/1'],
    ]);
  });
});

test('the size of a load is known before its plan is laid out', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const { topology, load, seed } = scenario;
      // Who leaves during a hold is not held.
      fc.pre(load.type !== 'arrivals' && load.type !== 'ramp');
      for (const [i, { sessions, participants, mediaConnections }] of plan(scenario).steps.entries())
        assert.deepEqual(levelSize(topology, load.unit, load.levels[i]!, seed), {
          sessions,
          participants,
          mediaConnections,
        });
    }),
  );
});
