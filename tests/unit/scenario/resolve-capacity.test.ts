import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarioDefaults } from '../../../src/scenario/defaults.js';
import { type CapacityInput, growing, nToN, resolveCapacity } from '../../../src/scenario/index.js';

const topology = nToN(7);
const { sizing } = scenarioDefaults;
const search = (input: Partial<CapacityInput>) =>
  resolveCapacity('how many?', { topology, upTo: { sessions: 4 }, ...input } as CapacityInput);

test('a search rises by one session from the first', () => {
  const { load, capacity } = search({});
  assert.deepEqual(load, {
    type: 'staircase',
    unit: 'sessions',
    levels: [1, 2, 3, 4],
    holdSeconds: 30,
    joinsPerSecond: 10,
    settleSeconds: 10,
    settleLimitSeconds: 60,
  });
  assert.deepEqual(capacity, { search: 'bisection', sizing });
});

test('from, step, hold, search and atLeast are taken', () => {
  const { load, capacity } = search({
    from: 2,
    step: 3,
    upTo: { sessions: 9 },
    hold: '15s',
    search: 'staircase',
    atLeast: { mediaConnections: 147 },
  });
  assert.deepEqual(load.levels, [2, 5, 8, 9]);
  assert.equal(load.holdSeconds, 15);
  assert.deepEqual(capacity, { search: 'staircase', atLeast: { mediaConnections: 147 }, sizing });
});

test('a session that grows starts where a stream can flow', () => {
  assert.deepEqual(search({ topology: growing.nToN(), upTo: { participants: 4 } }).load.levels, [2, 3, 4]);
  assert.deepEqual(
    search({ topology: growing.nToM({ publishers: 3 }), upTo: { participants: 5 } }).load.levels,
    [4, 5],
  );
});

describe('the peak join rate', () => {
  const rates = (input: Partial<CapacityInput> = {}) =>
    search({ topology: nToN(2), upTo: { joinsPerSecond: 40 }, ...input });

  test('is sought over rates, with the same sessions in each step', () => {
    const { load, capacity } = rates({ from: 10, step: 10, sessions: 25, atLeast: { joinsPerSecond: 20 } });
    assert.deepEqual([load.unit, load.levels, load.joinsPerSecond], ['sessions', [25, 25, 25, 25], 40]);
    assert.deepEqual(capacity, {
      search: 'bisection',
      joinRates: [10, 20, 30, 40],
      atLeast: { joinsPerSecond: 20 },
    });
  });

  test('begins at 1, and by default lasts 2 s at its highest', () => {
    const { load, capacity } = rates();
    assert.deepEqual([capacity?.joinRates?.[0], capacity?.joinRates?.length, load.levels[0]], [1, 40, 40]);
  });

  const wrong: [name: string, input: object, sentence: RegExp][] = [
    ['one session that grows', { topology: growing.nToN() }, /topology: expected sessions of a fixed size/],
    ['a rate beside the rates', { joinsPerSecond: 5 }, /joinsPerSecond: the levels of this search are its join rates/],
    ['held load', { atLeast: { sessions: 3 } }, /atLeast\.sessions: expected joinsPerSecond: it is not what/],
    [
      'too much',
      { atLeast: { joinsPerSecond: 41 } },
      /atLeast\.joinsPerSecond: expected at most 40, which upTo reaches/,
    ],
    ['sizing', { sizing: {} }, /sizing: expected upTo\.sessions with it/],
    ['two ends', { upTo: { sessions: 3, joinsPerSecond: 3 } }, /upTo: expected \{ sessions \}, /],
  ];
  for (const [name, input, sentence] of wrong)
    test(`refuses ${name}`, () => {
      assert.throws(() => rates(input), { code: 'INVALID_SCENARIO', message: sentence });
    });

  test('has sessions of its own only there', () => {
    assert.throws(() => search({ sessions: 3 }), { message: /sessions: expected upTo\.joinsPerSecond with it/ });
    assert.throws(() => search({ atLeast: { joinsPerSecond: 3 } }), {
      message: /atLeast\.joinsPerSecond: expected upTo/,
    });
  });
});

describe('mistakes', () => {
  const cases: [name: string, input: object, sentence: RegExp][] = [
    [
      'no end',
      { upTo: undefined },
      /upTo: expected an object with sessions, participants, joinsPerSecond, given nothing/,
    ],
    ['an end of nothing', { upTo: {} }, /upTo: expected \{ sessions \}, \{ participants \} or \{ joinsPerSecond \}/],
    ['an end below the start', { from: 5 }, /upTo\.sessions: expected a level from 5 \(from\) on, given 4/],
    ['an unknown search', { search: 'guess' }, /search: expected one of 'bisection', 'staircase', given 'guess'/],
    ['a step of 0', { step: 0 }, /step: expected a whole number from 1 to 10000, given 0/],
    ['too many steps', { upTo: { sessions: 5000 } }, /step: expected at most 1000 steps from 1 to 5000, given 1/],
    [
      'more than upTo reaches',
      { atLeast: { mediaConnections: 197 } },
      /atLeast\.mediaConnections: expected at most 196, which upTo reaches, given 197/,
    ],
    ['an unknown unit', { atLeast: { rooms: 1 } }, /atLeast: unknown option 'rooms'; known are /],
    ['a load', { load: {} }, /unknown option 'load'; known are /],
    ['participants of rooms', { upTo: { participants: 9 } }, /upTo: topology n-to-n counts sessions, not participants/],
  ];
  for (const [name, input, sentence] of cases)
    test(name, () => {
      assert.throws(() => search(input), { code: 'INVALID_SCENARIO', message: sentence });
    });
});
