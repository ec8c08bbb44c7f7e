import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { signalTopic } from '../../../src/model/signal-text.js';
import { cutSockets } from '../native/cut-sockets.js';
import { hearEachOther, signals } from '../native/heard-signals.js';
import type { Observed } from '../native/room.js';
import { type LivekitRoom, livekitRooms } from './livekit-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

const nothing = { audio: false, video: false };
const participantsOf = (all: readonly Observed[]) => all.map(({ participant }) => participant);

describe('signals on livekit-server', { skip: skipWithoutLivekit }, () => {
  const openRoom = livekitRooms();
  let room: LivekitRoom;

  const watcher = async (index: number): Promise<Observed> => {
    const token = await room.token(index, { canPublish: false, canPublishData: true });
    return room.join(index, { signals, token, role: { index, publishes: nothing, receivesFrom: [0] } });
  };

  test('each receives those of the others: who publishes, who only watches and who may not subscribe', async () => {
    room = openRoom(3);
    const publishes = { index: 2, publishes: { audio: true, video: false }, receivesFrom: [] };
    const all = await Promise.all([
      room.join(0, { signals }),
      watcher(1),
      room.join(2, { signals, role: publishes, token: await room.token(2, { canSubscribe: false }) }),
    ]);
    const reliable = 0;
    await room.rest.sendData(room.name, Buffer.from('9 1 2.000 '), reliable, { topic: 'chat' });
    await room.rest.sendData(room.name, Buffer.from('hello'), reliable, { topic: signalTopic });
    await hearEachOther(participantsOf(all));
    assert.equal(all[1]!.participant.times.publishTime, undefined);
    assert.deepEqual(
      all.flatMap((observed) => observed.look().events),
      [],
    );
  });

  test('with its signalling cut, a participant sends and receives again, also one that only watches', async () => {
    room = openRoom(2);
    const pair = await Promise.all([room.join(0, { signals }), watcher(1)]);
    await hearEachOther(participantsOf(pair));
    assert.ok(cutSockets(room.server.url) >= 2);
    for (const observed of pair) await observed.event('reconnected');
    for (const { participant } of pair) participant.takeSignals!();
    await hearEachOther(participantsOf(pair));
  });

  test('who was asked for no signals sends and hears none', async () => {
    room = openRoom(3);
    const silent = await room.join(2);
    const loud = await Promise.all([0, 1].map((index) => room.join(index, { signals })));
    await hearEachOther(participantsOf(loud));
    await silent.seesFullRate(0);
    assert.deepEqual(silent.participant.takeSignals!(), []);
  });
});
