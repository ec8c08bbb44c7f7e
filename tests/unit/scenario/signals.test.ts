import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constant, nToN, readResolvedScenario, signalSchedule } from '../../../src/scenario/index.js';
import { mistakesIn } from './mistakes-in.js';
import { rooms } from './scenarios.js';

const chatty = (perSecond: number, seed = 1) => rooms(7, 2, { participants: { signals: { perSecond } }, seed });

const place = (session: number, index: number): Parameters<typeof signalSchedule>[1] => ({
  session,
  role: { index, publishes: { audio: true, video: true }, receivesFrom: [] },
  kind: 'native',
});

test('participants send as often as shall, and not at once', () => {
  const schedules = Array.from({ length: 40 }, (_, i) => signalSchedule(chatty(2), place(i % 2, i))!);
  for (const { everyMs, phaseMs, bytes } of schedules) {
    assert.deepEqual([everyMs, bytes], [500, 100]);
    assert.ok(phaseMs >= 0 && phaseMs < 500, `${phaseMs} ms`);
  }
  // Every tenth of a period has somebody.
  assert.equal(new Set(schedules.map(({ phaseMs }) => Math.floor(phaseMs / 50))).size, 10);
});

test('the seed decides when, and nothing else does', () => {
  assert.deepEqual(signalSchedule(chatty(1, 5), place(1, 3)), signalSchedule(chatty(1, 5), place(1, 3)));
  assert.notDeepEqual(signalSchedule(chatty(1, 5), place(1, 3)), signalSchedule(chatty(1, 6), place(1, 3)));
  assert.notDeepEqual(signalSchedule(chatty(1, 5), place(1, 3)), signalSchedule(chatty(1, 5), place(0, 3)));
  assert.equal(signalSchedule(rooms(7, 2), place(0, 0)), undefined);
});

test('browsers send as well, but for those that run an app of the user', () => {
  const inBrowser = { ...place(1, 3), kind: 'browser' } as const;
  assert.deepEqual(signalSchedule(chatty(1), inBrowser), signalSchedule(chatty(1), place(1, 3)));
  const app = { url: 'https://app.example.com' };
  const withApp = rooms(7, 2, { participants: { browser: { count: 1, app }, signals: { perSecond: 1 } } });
  assert.equal(signalSchedule(withApp, inBrowser), undefined);
  assert.notEqual(signalSchedule(withApp, place(1, 3)), undefined);
});

test('signals are read from a verdict.json', () => {
  const scenario = chatty(0.5);
  assert.deepEqual(scenario.participants.signals, { perSecond: 0.5, bytes: 100 });
  assert.deepEqual(readResolvedScenario(JSON.parse(JSON.stringify(scenario)), 'of a test'), scenario);
});

test('mistakes are named', () => {
  const mistakes = (participants: object) =>
    mistakesIn({ topology: nToN(3), load: constant({ sessions: 1 }), participants });
  assert.match(mistakes({ signals: {} })[0]!, /^participants\.signals\.perSecond: expected a number from 0\.01 to 50/);
  assert.match(
    mistakes({ signals: { perSecond: 1, bytes: 10 } })[0]!,
    /^participants\.signals\.bytes: expected a whole number from 64 to 16000/,
  );
  assert.match(mistakes({ signals: { perSecond: 1, byte: 10 } })[0]!, /unknown option "byte"|unknown option 'byte'/);
  assert.deepEqual(mistakes({ browser: 'all', signals: { perSecond: 1 } }), []);
  const app = { url: 'https://app.example.com' };
  assert.deepEqual(mistakes({ browser: { count: 1, app }, signals: { perSecond: 1 } }), []);
  assert.match(
    mistakes({ browser: { count: 'all', app }, signals: { perSecond: 1 } })[0]!,
    /^participants\.signals: browsers that run your own app send no signals/,
  );
});
