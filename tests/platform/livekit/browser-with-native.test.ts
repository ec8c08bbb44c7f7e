import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import { joinOptions } from '../browser/deployment.js';
import { eventually } from '../browser/eventually.js';
import { hearEachOther, signals } from '../native/heard-signals.js';
import { BrowserRooms, identityOf, Watch } from './browser-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

describe('a browser and a native participant of OpenVidu 3', { skip: skipWithoutLivekit }, () => {
  let rooms: BrowserRooms;
  before(async () => {
    rooms = await BrowserRooms.open();
  });
  beforeEach(() => rooms.newRoom());
  after(() => rooms?.close());

  it('see and hear each other', { timeout: 240_000 }, async () => {
    const native = createNativeFactory({ edition: 'openvidu3', url: rooms.server.url });
    try {
      const publishes = { audio: true, video: true };
      const inBrowser = await rooms.join({ index: 0, publishes, receivesFrom: [1] });
      const light = await native.join(
        joinOptions(await rooms.token(identityOf(1)), { role: { index: 1, publishes, receivesFrom: [0] } }),
      );
      for (const [watch, from] of [
        [new Watch(inBrowser), 1],
        [new Watch(light), 0],
      ] as const) {
        const videos = await eventually(
          () => watch.all(from, 'video').slice(1),
          (samples) => samples.length >= 6,
        );
        const [first, last] = [videos[0]!, videos.at(-1)!];
        const framesPerSecond = ((last.framesReceived! - first.framesReceived!) * 1000) / (last.at - first.at);
        assert.ok(framesPerSecond >= 24, `${framesPerSecond} fps from ${from}`);
        assert.ok(last.packetsLost - first.packetsLost <= 2);
        assert.ok((watch.latest(from, 'audio')?.packetsReceived ?? 0) > 150);
        assert.deepEqual(watch.firstFrames.map((frame) => `${frame.from} ${frame.kind}`).sort(), [
          `${from} audio`,
          `${from} video`,
        ]);
      }
      assert.deepEqual([...inBrowser.takeEvents(), ...light.takeEvents()], []);
      await Promise.all([inBrowser.leave(), light.leave()]);
    } finally {
      await native.close();
    }
  });

  it('receive the signals of each other', { timeout: 240_000 }, async () => {
    const native = createNativeFactory({ edition: 'openvidu3', url: rooms.server.url });
    try {
      const role = (index: number, ...receivesFrom: number[]) => ({
        index,
        publishes: { audio: false, video: false },
        receivesFrom,
      });
      const participants = await Promise.all([
        rooms.join(role(0, 2), { signals }),
        rooms.join(role(1, 0), { signals }),
        native.join(joinOptions(await rooms.token(identityOf(2)), { role: role(2, 0), signals })),
      ]);
      await hearEachOther(participants);
    } finally {
      await native.close();
    }
  });
});
