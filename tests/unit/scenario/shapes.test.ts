import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { PlannedLeave, PlannedParticipant } from '../../../src/model/plan.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import {
  arrivals,
  constant,
  growing,
  nToN,
  plan,
  ramp,
  type ScenarioInput,
  soak,
  spike,
  stages,
} from '../../../src/scenario/index.js';
import { readResolvedScenario } from '../../../src/scenario/resolved-schema.js';
import { mistakesIn } from './mistakes-in.js';
import { anyScenario, rooms } from './scenarios.js';

const curveOf = (scenario: ResolvedScenario) =>
  plan(scenario).steps.map(({ participants, joins, leaves, holdSeconds }) => [
    participants,
    joins.length,
    leaves.length,
    holdSeconds,
  ]);

test('a spike rises, is held, and falls to the base again', () => {
  const load = spike({ sessions: { base: 1, peak: 5 }, hold: '20s', peakHold: '40s' });
  assert.deepEqual(curveOf(rooms(2, 0, { load })), [
    [2, 2, 0, 20],
    [10, 8, 0, 40],
    [2, 0, 8, 20],
  ]);
});

test('a soak is one level in equal holds', () => {
  const load = soak({ sessions: 3, for: '2m', hold: '40s' });
  assert.deepEqual(curveOf(rooms(2, 0, { load })), [
    [6, 6, 0, 40],
    [6, 0, 0, 40],
    [6, 0, 0, 40],
  ]);
});

test('stages go up and down, each in its own time', () => {
  const load = stages({
    participants: [{ target: 4, ramp: '8s', hold: '10s' }, { target: 2, ramp: '4s' }, { target: 3 }],
    joinsPerSecond: 5,
  });
  const scenario = rooms(2, 0, { topology: growing.nToN(), load });
  assert.deepEqual(curveOf(scenario), [
    [4, 4, 0, 10],
    [2, 0, 2, 30],
    [3, 1, 0, 30],
  ]);
  const { steps } = plan(scenario);
  assert.deepEqual(
    steps[0]!.joins.map(({ joinAtMs }) => joinAtMs),
    [0, 2000, 4000, 6000],
  );
  assert.deepEqual(
    steps[1]!.leaves.map(({ participant, leaveAtMs }) => [participant, leaveAtMs]),
    [
      [3, 0],
      [2, 2000],
    ],
  );
});

test('a ramp changes evenly while it is held, and a step holds who is there in the middle of it', () => {
  const load = ramp({ sessions: { from: 1, to: 3 }, over: '60s', hold: '30s' });
  const { steps } = plan(rooms(2, 0, { load }));
  assert.deepEqual(
    steps.map(({ participants, during }) => [participants, during?.joins.map(({ joinAtMs }) => joinAtMs)]),
    [
      [4, [0, 15_000]],
      [6, [0, 15_000]],
      [6, undefined],
    ],
  );
});

test('arrivals keep their mean level, and come and go alike for the same seed only', () => {
  const load = arrivals({ sessions: { perMinute: 30 }, stay: '60s', for: '40m', hold: '60s' });
  const scenario = rooms(2, 0, { load, seed: 7 });
  const { steps } = plan(scenario);
  const held = scenario.load.levels.reduce((a, b) => a + b) / steps.length;
  assert.ok(held > 25 && held < 35, `${held} sessions on average, rate × stay is 30`);
  const joined = steps.reduce((sum, { during }) => sum + during!.joins.length, 0) / 2;
  assert.ok(joined > 1050 && joined < 1350, `${joined} sessions in 40 min at 30 a minute`);
  assert.deepEqual(plan(scenario), plan(rooms(2, 0, { load, seed: 7 })));
  assert.notDeepEqual(plan(rooms(2, 0, { load, seed: 8 })).steps, steps);
});

/** Somebody's time in a session during a hold, in ms. */
interface Time {
  readonly who: PlannedParticipant;
  readonly from: number;
  readonly to: number;
}

/** Streams that are there throughout, or begin before the hold and stay 4 s, or begin within it and stay 9 s. */
function judgedStreams(times: readonly Time[], holdMs: number): number {
  const judged = new Set<string>();
  for (const receiver of times)
    for (const publisher of times) {
      const { session, role } = receiver.who;
      if (publisher.who.session !== session || !role.receivesFrom.includes(publisher.who.role.index)) continue;
      const from = Math.max(receiver.from, publisher.from);
      const to = Math.min(receiver.to, publisher.to);
      const isThroughout = from < 0 && to >= holdMs;
      if (!isThroughout && Math.min(to, holdMs) - Math.max(from, 0) < (from < 0 ? 4_000 : 9_000)) continue;
      for (const kind of ['audio', 'video'] as const)
        if (publisher.who.role.publishes[kind])
          judged.add([session, role.index, publisher.who.role.index, kind].join());
    }
  return judged.size;
}

test('what a step of any shape holds is what a naive walk over its joins and leaves finds', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const present = new Map<string, { who: PlannedParticipant; from: number }>();
      const gone: Time[] = [];
      const leave = ({ session, participant }: PlannedLeave, at = 0) => {
        const key = `${session}/${participant}`;
        const found = present.get(key);
        assert.ok(found, `${key} leaves and is not there`);
        present.delete(key);
        gone.push({ ...found, to: at });
      };
      const join = (who: PlannedParticipant, from: number) => {
        const key = `${who.session}/${who.role.index}`;
        assert.ok(!present.has(key), `${key} joins twice`);
        present.set(key, { who, from });
      };
      for (const step of plan(scenario).steps) {
        for (const of of step.leaves) leave(of);
        for (const [key, { who }] of present) present.set(key, { who, from: -1 });
        for (const of of step.joins) join(of, -1);
        gone.splice(0);
        const holdMs = step.holdSeconds * 1000;
        const { joins = [], leaves = [] } = step.during ?? {};
        const moves = [
          ...leaves.map((of) => ({ at: of.leaveAtMs, move: () => leave(of, of.leaveAtMs) })),
          ...joins.map((of) => ({ at: of.joinAtMs, move: () => join(of, of.joinAtMs) })),
        ].sort((a, b) => a.at - b.at);
        for (const { at, move } of moves) if (at <= holdMs / 2) move();
        const middle = [...present.values()].map(({ who }) => who);
        for (const { at, move } of moves) if (at > holdMs / 2) move();
        const times = [...gone, ...[...present.values()].map((of) => ({ ...of, to: Number.POSITIVE_INFINITY }))];
        const connections = middle.reduce((sum, { session, role }) => {
          const from = middle.filter((of) => of.session === session && role.receivesFrom.includes(of.role.index));
          return sum + Number(role.publishes.audio || role.publishes.video) + from.length;
        }, 0);
        assert.deepEqual(
          [step.participants, step.sessions, step.mediaConnections, step.expectedStreams],
          [
            middle.length,
            new Set(middle.map(({ session }) => session)).size,
            connections,
            judgedStreams(times, holdMs),
          ],
        );
      }
    }),
  );
});

test('the same scenario gives the same plan, also after it was written as JSON and read again', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const whole = plan(scenario);
      // A room of one publisher and nobody who receives is refused there.
      fc.pre(whole.steps.every(({ expectedStreams }) => expectedStreams > 0));
      assert.deepEqual(plan(readResolvedScenario(JSON.parse(JSON.stringify(scenario)), 'written')), whole);
    }),
  );
});

describe('a mistake in a shape says where, what was given and what is allowed', () => {
  const base: ScenarioInput = { topology: nToN(2), load: constant({ sessions: 1 }) };
  const cases: [name: string, load: unknown, sentence: RegExp][] = [
    ['an unknown shape', { type: 'wave' }, /^load: expected constant\(.*\), .* or stages\(/],
    [
      'a peak that is none',
      spike({ sessions: { base: 3, peak: 3 } }),
      /^load\.sessions\.peak: expected a level above 3 \(base\), given 3$/,
    ],
    ['no time', { type: 'soak', sessions: 2 }, /^load\.for: expected a duration/],
    [
      'a part of a hold',
      soak({ sessions: 2, for: '45s' }),
      /^load\.for: expected a multiple of the hold, 30 s, given '45s'$/,
    ],
    ['too many holds', soak({ sessions: 2, for: 86_400, hold: 10 }), /^load\.for: expected at most 1000 holds/],
    [
      'a crowd without end',
      arrivals({ sessions: { perSecond: 1000 }, stay: '10m', for: '10m' }),
      /^load: expected at most 20000 to come in all, given 1200000$/,
    ],
    [
      'two rates',
      { type: 'arrivals', sessions: { perSecond: 1, perMinute: 1 }, stay: 60, for: 60 },
      /^load\.sessions: expected either perSecond or perMinute/,
    ],
    [
      'stays that are too short for a hold',
      arrivals({ sessions: { perMinute: 6 }, stay: { fixed: '5s' }, for: '60s' }),
      /^load: no stream is there long enough to be judged in steps 1, 2: 9 s, or 4 s of one that began before; let more come/,
    ],
    [
      'part of a ramp',
      ramp({ sessions: { from: 1, to: 2 }, over: '45s' }),
      /^load\.over: expected a multiple of the hold/,
    ],
    ['no stage', stages({ sessions: [] }), /^load\.sessions: expected at least 1 stage/],
    [
      'a stage without hold',
      stages({ sessions: [{ target: 1 }, { target: 2, hold: '5s' }] }),
      /^load\.sessions\.1\.hold: expected a duration .* given '5s'$/,
    ],
    ['both units', { ...soak({ sessions: 1, for: 30 }), participants: 2 }, /^load: expected either sessions or part/],
    [
      'a growing session that shrinks to one',
      stages({ participants: [{ target: 3 }, { target: 1 }] }),
      /^load: expected at least 2 participants in every step, given 1/,
    ],
  ];
  for (const [name, load, sentence] of cases)
    test(name, () => {
      const topology = JSON.stringify(load).includes('"participants":[') ? growing.nToN() : base.topology;
      const found = mistakesIn({ ...base, topology, load });
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, sentence);
    });
});
