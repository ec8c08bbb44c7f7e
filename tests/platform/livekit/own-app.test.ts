import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserApp } from '../../../src/model/browser-app.js';
import { formatClientData } from '../../../src/model/client-data.js';
import { type PageServer, startPageServer } from '../../../src/participants/browser/page-server.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { JoinOptions, ParticipantFactory } from '../../../src/participants/participant.js';
import { joinOptions } from '../browser/deployment.js';
import { Observed } from '../native/room.js';
import { BrowserRooms, identityOf } from './browser-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

describe("a user's own app of OpenVidu 3", { skip: skipWithoutLivekit }, () => {
  let rooms: BrowserRooms;
  let served: PageServer;
  let natives: ParticipantFactory;

  before(async () => {
    [rooms, served] = await Promise.all([BrowserRooms.open(), startPageServer('openvidu3')]);
    natives = createNativeFactory({ edition: 'openvidu3', url: rooms.server.url });
  });
  after(async () => {
    await natives?.close();
    await rooms?.close();
    await served?.close();
  });

  /** A page of livekit-client that names neither itself nor its tracks as participants of ours do. */
  const app = (singlePeerConnection: boolean): BrowserApp => ({
    url: served.url,
    join: (page, { token }) =>
      page.evaluate(
        async ({ url, token, singlePeerConnection }) => {
          const room = new window.LivekitClient.Room({ singlePeerConnection, publishDefaults: { simulcast: false } });
          room.on('trackSubscribed', (track) => document.body.append(track.attach()));
          await room.connect(url, token, { rtcConfig: { iceServers: [] } });
          await room.localParticipant.enableCameraAndMicrophone();
        },
        { url: rooms.server.url.replace(/^http/, 'ws'), token, singlePeerConnection },
      ),
  });

  for (const connections of ['one peer connection', 'two peer connections'])
    it(`is one of a room of 3, with ${connections}`, { timeout: 240_000 }, async () => {
      rooms.newRoom();
      const join = async (factory: ParticipantFactory, index: number, options: Partial<JoinOptions> = {}) => {
        const metadata = formatClientData({ participant: index });
        const receivesFrom = [0, 1, 2].filter((other) => other !== index);
        const role = { index, publishes: { audio: true, video: true }, receivesFrom };
        const token = await rooms.token(identityOf(index), { metadata });
        return new Observed(await factory.join(joinOptions(token, { role, ...options })));
      };
      const first = await join(natives, 1);
      const inApp = await join(rooms.factory, 0, { app: app(connections === 'one peer connection') });
      const last = await join(natives, 2);

      assert.match(inApp.participant.connectionId, /^PA_/);
      await Promise.all([inApp.seesFullRate(1), inApp.seesFullRate(2), first.seesFullRate(0), last.seesFullRate(0)]);
      const flowing = inApp.firstFrames.map(({ from, kind }) => `${from} ${kind}`);
      assert.deepEqual(flowing.sort(), ['1 audio', '1 video', '2 audio', '2 video']);
      assert.ok(inApp.outbound().at(-1)!.framesSent! > 30);
      const evidence = await inApp.participant.evidence(1);
      assert.match(evidence.connections.join(), /^receiving from 1: connected, ICE connected, /);
      assert.deepEqual(inApp.events, []);

      await inApp.participant.leave();
      assert.deepEqual(await rooms.present(), [identityOf(1), identityOf(2)]);
      await Promise.all([first.participant.leave(), last.participant.leave()]);
    });
});
