import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  arrivals,
  constant,
  microphones,
  nToM,
  nToN,
  plan,
  ramp,
  resolveScenario,
  speakersIn,
} from '../../../src/scenario/index.js';
import { mistakesIn } from './mistakes-in.js';
import { rooms } from './scenarios.js';

const turns = (active: number, seed = 1) => {
  const scenario = rooms(7, 1, { participants: { speakers: { active } }, seed });
  const among = microphones(plan(scenario), 1).get(0)!;
  return Array.from({ length: 40 }, (_, turn) =>
    [...speakersIn(scenario, among, { session: 0, step: 1, turn })].sort(),
  );
};

test('in each turn as many speak as shall, and in the end everyone has', () => {
  const spoken = turns(2);
  for (const speakers of spoken) assert.equal(speakers.length, 2);
  assert.deepEqual([...new Set(spoken.flat())].sort(), [0, 1, 2, 3, 4, 5, 6]);
});

test('the seed decides who, and nothing else does', () => {
  assert.deepEqual(turns(2, 5), turns(2, 5));
  assert.notDeepEqual(turns(2, 5), turns(2, 6));
});

test('sessions and steps do not speak in step', () => {
  const scenario = rooms(7, 1, { participants: { speakers: { active: 1 } } });
  const among = [0, 1, 2, 3, 4, 5, 6];
  const each = (place: { session: number; step: number }) =>
    Array.from({ length: 20 }, (_, turn) => [...speakersIn(scenario, among, { ...place, turn })][0]);
  assert.notDeepEqual(each({ session: 0, step: 1 }), each({ session: 1, step: 1 }));
  assert.notDeepEqual(each({ session: 0, step: 1 }), each({ session: 0, step: 2 }));
});

test('only native participants that publish sound have a microphone', () => {
  const scenario = rooms(3, 2, {
    topology: nToM(3, 2),
    load: constant({ sessions: 2 }),
    participants: { browser: 1, speakers: { active: 1 } },
  });
  const planned = plan(scenario);
  const { steps } = planned;
  const all = microphones(planned, 1);
  const browsers = steps[0]!.joins.filter(({ kind }) => kind === 'browser');
  for (const session of [0, 1]) {
    const browserHere = browsers.filter((join) => join.session === session).map(({ role }) => role.index);
    const expected = [0, 1, 2].filter((index) => !browserHere.includes(index));
    assert.deepEqual(all.get(session), expected);
  }
});

test('where sessions come and go, each has its microphones', () => {
  const scenario = resolveScenario('open house', {
    topology: nToN(3),
    load: arrivals({ sessions: { perMinute: 30 }, stay: '60s', for: '2m', hold: '60s' }),
    participants: { speakers: { active: 1 } },
  });
  assert.deepEqual(microphones(plan(scenario), 1).get(0), [0, 1, 2]);
});

test('who joins in a hold that ramps takes part in it', () => {
  const scenario = resolveScenario('growing', {
    topology: nToN(2),
    load: ramp({ sessions: { from: 1, to: 3 }, over: '60s', hold: '30s' }),
    participants: { speakers: { active: 1 } },
  });
  const planned = plan(scenario);
  for (const { index, joins, during } of planned.steps) {
    const speaks = microphones(planned, index);
    for (const { session, role } of [...joins, ...(during?.joins ?? [])])
      assert.ok(speaks.get(session)?.includes(role.index), `${session}/${role.index} in step ${index}`);
    for (const indexes of speaks.values()) assert.equal(new Set(indexes).size, indexes.length);
  }
});

test('however many may speak, no more do than shall and nobody else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50)), fc.integer({ min: 1, max: 9 }), fc.nat(1000), (among, active, turn) => {
      const scenario = rooms(2, 1, { participants: { speakers: { active } } });
      const speakers = speakersIn(scenario, among, { session: 0, step: 1, turn });
      assert.equal(speakers.size, Math.min(active, among.length));
      for (const index of speakers) assert.ok(among.includes(index));
    }),
  );
});

test('defaults are filled in, and mistakes are named', () => {
  const { participants } = rooms(2, 1, { participants: { speakers: { active: 1 } } });
  assert.deepEqual(participants.speakers, { active: 1, turnSeconds: 5, others: 'silence' });
  const load = constant({ sessions: 1 });
  const mistakes = (input: object) => mistakesIn({ topology: nToN(3), load, participants: input });
  assert.match(mistakes({ speakers: { active: 0 } })[0]!, /^participants\.speakers\.active: expected a whole number/);
  assert.match(mistakes({ speakers: { active: 1, turn: '1s' } })[0]!, /^participants\.speakers\.turn: .*from 3 to 600/);
  assert.match(mistakes({ browser: 'all', speakers: { active: 1 } })[0]!, /^participants\.speakers: only native/);
});
