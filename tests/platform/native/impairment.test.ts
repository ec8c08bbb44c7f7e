import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Deployment } from './deployment.js';
import { obeysChangesInMidRun, readsBackLossAndLatency } from './impairments.js';
import { Room } from './room.js';

describe('impairment of native participants', () => {
  let deployment: Deployment;
  let room: Room;

  before(async () => {
    deployment = await Deployment.start({});
  });
  after(() => deployment.close());
  afterEach(() => room.close());

  test('loss and latency of its line are what a participant measures', async () => {
    room = await Room.open(deployment, 2);
    await readsBackLossAndLatency(room);
  });

  test('changes are effective at once: a dead line, a narrow one, a clear one', async () => {
    room = await Room.open(deployment, 2);
    await obeysChangesInMidRun(room);
  });

  test('a participant tells the state of the connection that a stream comes by, or that there is none', async () => {
    room = await Room.open(deployment, 2);
    const [observed] = await room.joinAll();
    await observed!.seesFullRate(1);
    const { connections, picture } = await observed!.participant.evidence(1);
    assert.equal(picture, undefined);
    assert.equal(connections.length, 1);
    assert.match(
      connections[0]!,
      /^receiving from 1: connected, ICE (connected|completed), 127\.0\.0\.1:\d+ ↔ 127\.0\.0\.1:\d+$/,
    );
    assert.deepEqual((await observed!.participant.evidence(5)).connections, [
      'receiving from 5: no stream of it is announced',
    ]);
  });
});
