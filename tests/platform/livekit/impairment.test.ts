import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { obeysChangesInMidRun, readsBackLossAndLatency } from '../native/impairments.js';
import { LivekitRoom } from './livekit-room.js';
import { type LivekitServer, skipWithoutLivekit, startLivekitServer } from './livekit-server.js';

describe('impairment of native participants on livekit-server', { skip: skipWithoutLivekit }, () => {
  let server: LivekitServer;
  let room: LivekitRoom;

  before(async () => {
    server = await startLivekitServer();
  });
  after(() => server.close());
  afterEach(() => room.close());

  test('loss and latency of its line are what a participant measures', async () => {
    room = new LivekitRoom(server, 2);
    await readsBackLossAndLatency(room);
  });

  test('changes are effective at once: a dead line, a narrow one, a clear one', async () => {
    room = new LivekitRoom(server, 2);
    await obeysChangesInMidRun(room);
  });

  test('a participant tells what is announced, and the state of the connection that it comes by', async () => {
    room = new LivekitRoom(server, 2);
    const [observed] = await room.joinAll();
    await observed!.seesFullRate(1);
    const { connections } = await observed!.participant.evidence(1);
    assert.match(
      connections.join(),
      /^receiving from 1: audio and video announced; connected, ICE (connected|completed), 127\.0\.0\.1:\d+ ↔ 127\.0\.0\.1:\d+$/,
    );
    assert.match(
      (await observed!.participant.evidence(5)).connections.join(),
      /^receiving from 5: nothing announced; /,
    );
  });
});
