import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemberStates } from '../../../src/rendezvous/redis/member-states.js';

describe('the states of members', () => {
  it('names who is silent in two beats in a row, and nobody who has left', () => {
    const states = new MemberStates(1_000);
    const members = ['1', '5000', '2', '3000', '10', '3000', '3', 'left'];
    assert.deepEqual(states.update(4_500, members), []);
    assert.deepEqual(states.update(4_700, members), [2, 10]);
  });

  it('takes nobody for silent who comes back, as after a stall of Redis', () => {
    const states = new MemberStates(1_000);
    assert.deepEqual(states.update(9_000, ['1', '9000', '2', '3000']), []);
    assert.deepEqual(states.update(9_200, ['1', '9200', '2', '9100']), []);
    assert.deepEqual(states.update(11_000, ['1', '11000', '2', '9100']), []);
  });
});
