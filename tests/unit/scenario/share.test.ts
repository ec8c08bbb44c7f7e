import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Plan, PlannedParticipant, PlannedStep } from '../../../src/model/plan.js';
import { growing, nToM, plan, resolveScenario, share, staircase } from '../../../src/scenario/index.js';
import { isPublisher } from '../../../src/scenario/roles.js';
import { anyScenario, rooms } from './scenarios.js';

const totals = ['sessions', 'participants', 'mediaConnections', 'expectedStreams'] as const;
const generators = fc.integer({ min: 1, max: 64 });
const sharesOf = (whole: Plan, count: number) => Array.from({ length: count }, (_, i) => share(whole, i + 1, count));
const nameOf = ({ session, role }: PlannedParticipant) => `${session}/${role.index}`;

describe('shares of any scenario', () => {
  test('add up exactly, in every step and every total', () => {
    fc.assert(
      fc.property(anyScenario, generators, (scenario, count) => {
        const whole = plan(scenario);
        const shares = sharesOf(whole, count);
        for (const [i, step] of whole.steps.entries())
          for (const total of totals)
            assert.equal(
              shares.reduce((sum, { steps }) => sum + steps[i]![total], 0),
              step[total],
              `${total} of step ${i + 1}`,
            );
      }),
    );
  });

  test('hold every join once, with its due time, role and kind', () => {
    fc.assert(
      fc.property(anyScenario, generators, (scenario, count) => {
        const whole = plan(scenario);
        const shares = sharesOf(whole, count);
        for (const [i, step] of whole.steps.entries()) {
          const dealt = shares.flatMap(({ steps }) => steps[i]!.joins);
          const byName = (a: PlannedParticipant, b: PlannedParticipant) => nameOf(a).localeCompare(nameOf(b));
          assert.deepEqual(dealt.toSorted(byName), step.joins.toSorted(byName));
          const left = ({ leaves }: PlannedStep) =>
            leaves.map(({ session, participant, leaveAtMs }) => `${session}/${participant} ${leaveAtMs}`);
          assert.deepEqual(shares.flatMap(({ steps }) => left(steps[i]!)).sort(), left(step).sort());
          const during = (of: PlannedStep) =>
            [...(of.during?.joins ?? []).map((join) => `${nameOf(join)} joins ${join.joinAtMs}`)].concat(
              (of.during?.leaves ?? []).map(
                (leave) => `${leave.session}/${leave.participant} leaves ${leave.leaveAtMs}`,
              ),
            );
          assert.deepEqual(shares.flatMap(({ steps }) => during(steps[i]!)).sort(), during(step).sort());
        }
      }),
    );
  });

  test('keep sessions whole unless one session grows', () => {
    fc.assert(
      fc.property(anyScenario, generators, (scenario, count) => {
        const whole = plan(scenario);
        fc.pre(whole.dealtBy === 'session');
        const owners = new Map<number, number>();
        sharesOf(whole, count).forEach(({ steps }, i) => {
          for (const { session } of steps.flatMap(({ joins }) => joins)) {
            assert.equal(owners.get(session) ?? i, i);
            owners.set(session, i);
          }
        });
      }),
    );
  });

  test('are fair: no generator carries more than one session, or one participant, more than another', () => {
    fc.assert(
      fc.property(anyScenario, generators, (scenario, count) => {
        const whole = plan(scenario);
        const weigh = (places: Plan['places']) =>
          whole.dealtBy === 'session'
            ? places.reduce((sum, { role }) => sum + role.receivesFrom.length + Number(isPublisher(role)), 0)
            : places.length;
        const carried = sharesOf(whole, count).map(({ places }) => weigh(places));
        const ofSession = (session: number) => weigh(whole.places.filter((place) => place.session === session));
        const largest =
          whole.dealtBy === 'session' ? Math.max(...whole.places.map(({ session }) => ofSession(session))) : 1;
        assert.ok(Math.max(...carried) - Math.min(...carried) <= largest, `carried ${carried.join(', ')}`);
      }),
    );
  });

  test('give the first browser to generator 1', () => {
    fc.assert(
      fc.property(anyScenario, generators, (scenario, count) => {
        const whole = plan(scenario);
        const isBrowser = ({ kind }: PlannedParticipant) => kind === 'browser';
        const first = whole.steps.flatMap(({ joins }) => joins).find(isBrowser);
        fc.pre(first !== undefined);
        const own = share(whole, 1, count).steps.flatMap(({ joins }) => joins);
        assert.ok(own.some((join) => nameOf(join) === nameOf(first)));
      }),
    );
  });
});

test('a share of one is the plan', () => {
  const whole = plan(rooms(4, 5, { participants: { browser: 2 } }));
  assert.deepEqual(share(whole, 1, 1), whole);
});

test('sessions are dealt round robin', () => {
  const whole = plan(rooms(2, 5));
  const second = share(whole, 2, 4);
  assert.deepEqual(
    second.steps.map(({ sessions }) => sessions),
    [0, 1, 1, 1, 1],
  );
  assert.deepEqual(second.steps[1]?.joins.map(nameOf), ['1/0', '1/1']);
});

test('participants of one session that grows are dealt singly, counted where they receive', () => {
  const scenario = resolveScenario('grows', {
    topology: growing.nToM({ publishers: 1 }),
    load: staircase({ participants: { from: 3, to: 5, step: 2 } }),
    participants: { browser: 1 },
  });
  const [first, second] = sharesOf(plan(scenario), 2);
  assert.deepEqual(
    first?.steps.map(({ joins }) => joins.map(nameOf)),
    [['0/1'], ['0/3']],
  );
  assert.deepEqual(
    second?.steps.map(({ joins }) => joins.map(nameOf)),
    [['0/0', '0/2'], ['0/4']],
  );
  assert.deepEqual(
    second?.steps.map(({ mediaConnections }) => mediaConnections),
    [2, 3],
  );
  assert.deepEqual([first?.steps[1]?.sessions, second?.steps[1]?.sessions], [0, 1]);
});

test('more generators than sessions leave some without load', () => {
  const idle = share(plan(rooms(2, 1, { topology: nToM(1, 2) })), 3, 4);
  assert.deepEqual(idle.steps[0]?.joins, []);
  assert.equal(idle.steps[0]?.participants, 0);
});

test('a generator that does not exist has no share', () => {
  const whole = plan(rooms(2, 1));
  for (const [generator, of] of [
    [0, 4],
    [5, 4],
    [1.5, 4],
    [1, 0],
    [1, Number.NaN],
  ] as const)
    assert.throws(() => share(whole, generator, of), RangeError);
});
