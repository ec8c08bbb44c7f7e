import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ResolvedTopology } from '../../../src/model/scenario.js';
import { rolesOf, sessionSizeOf } from '../../../src/scenario/roles.js';
import { expectedStreamsOf, mediaConnectionsOf, subscriptionMatrix } from '../../../src/scenario/subscriptions.js';
import { growing, nToM, nToN, teaching } from '../../../src/scenario/topologies.js';

describe('N:N', () => {
  test('a room of 7 has 7 publishers, 42 subscriptions and 84 streams', () => {
    const roles = rolesOf(nToN(7));
    assert.equal(mediaConnectionsOf(roles), 49);
    assert.equal(expectedStreamsOf(roles), 84);
    assert.deepEqual(roles[2], {
      index: 2,
      publishes: { audio: true, video: true },
      receivesFrom: [0, 1, 3, 4, 5, 6],
    });
  });

  test('a room may publish one medium only', () => {
    const roles = rolesOf(nToN(7, { only: 'video' }));
    assert.equal(mediaConnectionsOf(roles), 49);
    assert.equal(expectedStreamsOf(roles), 42);
    assert.deepEqual(rolesOf(nToN(2, { only: 'audio' }))[0]?.publishes, { audio: true, video: false });
  });

  test('the matrix of a room of 2 names both directions and both kinds', () => {
    assert.deepEqual(subscriptionMatrix(rolesOf(nToN(2))), [
      { from: 1, to: 0, kind: 'audio' },
      { from: 1, to: 0, kind: 'video' },
      { from: 0, to: 1, kind: 'audio' },
      { from: 0, to: 1, kind: 'video' },
    ]);
  });
});

describe('N:M', () => {
  test('everyone watches the publishers, who watch each other', () => {
    const roles = rolesOf(nToM(2, 3));
    assert.deepEqual(
      roles.map(({ publishes, receivesFrom }) => [publishes.video, [...receivesFrom]]),
      [
        [true, [1]],
        [true, [0]],
        [false, [0, 1]],
        [false, [0, 1]],
        [false, [0, 1]],
      ],
    );
    assert.equal(mediaConnectionsOf(roles), 2 + 2 + 6);
    assert.equal(expectedStreamsOf(roles), 16);
  });

  test('numbers and names mean the same', () => {
    assert.deepEqual(nToM(2, 3), nToM({ publishers: 2, subscribers: 3 }));
  });
});

describe('teaching', () => {
  test('students publish audio only and hear each other', () => {
    const roles = rolesOf(teaching({ teachers: 1, students: 2 }));
    assert.deepEqual(
      roles.map(({ publishes }) => publishes),
      [
        { audio: true, video: true },
        { audio: true, video: false },
        { audio: true, video: false },
      ],
    );
    assert.equal(mediaConnectionsOf(roles), 9);
    assert.deepEqual(
      subscriptionMatrix(roles)
        .filter(({ to }) => to === 1)
        .map(({ from, kind }) => `${from} ${kind}`),
      ['0 audio', '0 video', '2 audio'],
    );
    assert.equal(expectedStreamsOf(roles), 2 + 3 + 3);
  });
});

describe('one session that grows', () => {
  test('has the roles of its present size', () => {
    assert.equal(sessionSizeOf(growing.nToN()), undefined);
    assert.equal(mediaConnectionsOf(rolesOf(growing.nToN(), 3)), 9);
    assert.equal(mediaConnectionsOf(rolesOf(growing.nToN(), 10)), 100);
    assert.equal(mediaConnectionsOf(rolesOf(growing.nToM({ publishers: 2 }), 10)), 20);
  });

  test('needs to be told its size', () => {
    assert.throws(() => rolesOf(growing.nToN()), RangeError);
  });
});

describe('custom', () => {
  const roles = [
    { index: 0, publishes: { audio: true, video: true }, receivesFrom: [] },
    { index: 1, publishes: { audio: true, video: false }, receivesFrom: [0] },
    { index: 2, publishes: { audio: false, video: false }, receivesFrom: [0, 1] },
  ];
  const panel: ResolvedTopology = { type: 'custom', name: 'panel', roles };

  test('keeps its matrix', () => {
    assert.equal(mediaConnectionsOf(rolesOf(panel)), 2 + 3);
    assert.equal(expectedStreamsOf(rolesOf(panel)), 2 + 3);
  });

  test('a part of it has the subscriptions among the first participants', () => {
    assert.deepEqual(rolesOf(panel, 2), roles.slice(0, 2));
    assert.throws(() => rolesOf(panel, 4), RangeError);
  });
});
