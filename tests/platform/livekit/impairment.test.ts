import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../native/deployment.js';
import { obeysChangesInMidRun, readsBackLossAndLatency } from '../native/impairments.js';
import { type LivekitRoom, livekitRooms } from './livekit-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

describe('impairment of native participants on livekit-server', { skip: skipWithoutLivekit }, () => {
  const openRoom = livekitRooms();
  let room: LivekitRoom;

  test('loss and latency of its line are what a participant measures', async () => {
    room = openRoom(2);
    await readsBackLossAndLatency(room);
  });

  test('changes are effective at once: a dead line, a narrow one, a clear one', async () => {
    room = openRoom(2);
    await obeysChangesInMidRun(room);
  });

  test('a participant tells what is announced, and the state of the connection that it comes by', async () => {
    room = openRoom(2);
    const [observed] = await room.joinAll();
    await observed!.seesFullRate(1);
    const described = await eventually('both kinds are announced', async () => {
      const { connections } = await observed!.participant.evidence(1);
      return connections.join().includes(' and ') ? connections.join() : undefined;
    });
    assert.match(
      described,
      /^receiving from 1: audio and video announced; connected, ICE (connected|completed), 127\.0\.0\.1:\d+ ↔ 127\.0\.0\.1:\d+$/,
    );
    assert.match(
      (await observed!.participant.evidence(5)).connections.join(),
      /^receiving from 5: nothing announced; /,
    );
  });
});
