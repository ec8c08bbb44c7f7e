import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CapacityInput, growing, nToN, resolveCapacity } from '../../../src/scenario/index.js';

const topology = nToN(7);
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
  assert.deepEqual(capacity, { search: 'staircase' });
});

test('from, step, hold and atLeast are taken', () => {
  const { load, capacity } = search({
    from: 2,
    step: 3,
    upTo: { sessions: 9 },
    hold: '15s',
    atLeast: { mediaConnections: 147 },
  });
  assert.deepEqual(load.levels, [2, 5, 8, 9]);
  assert.equal(load.holdSeconds, 15);
  assert.deepEqual(capacity, { search: 'staircase', atLeast: { mediaConnections: 147 } });
});

test('a session that grows starts where a stream can flow', () => {
  assert.deepEqual(search({ topology: growing.nToN(), upTo: { participants: 4 } }).load.levels, [2, 3, 4]);
  assert.deepEqual(
    search({ topology: growing.nToM({ publishers: 3 }), upTo: { participants: 5 } }).load.levels,
    [4, 5],
  );
});

describe('mistakes', () => {
  const cases: [name: string, input: object, sentence: RegExp][] = [
    ['no end', { upTo: undefined }, /upTo: expected an object with sessions, participants, given nothing/],
    ['an end of nothing', { upTo: {} }, /upTo: expected \{ sessions \} or \{ participants \}/],
    ['an end below the start', { from: 5 }, /upTo\.sessions: expected a level from 5 \(from\) on, given 4/],
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
