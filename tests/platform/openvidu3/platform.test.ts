import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { RoomServiceClient, TokenVerifier } from 'livekit-server-sdk';
import { createOpenVidu3Platform } from '../../../src/platforms/openvidu3/index.js';
import type { Platform } from '../../../src/platforms/platform.js';
import { LivekitGuest } from '../livekit/livekit-guest.js';
import { type LivekitServer, skipWithoutLivekit, startLivekitServer } from '../livekit/livekit-server.js';

describe('a platform of OpenVidu 3', { skip: skipWithoutLivekit }, () => {
  let server: LivekitServer;
  let platform: Platform;
  let rooms: RoomServiceClient;
  const at = (url: string) => createOpenVidu3Platform({ ...server, url, ignoreHTTPSErrors: false, timeoutMs: 10_000 });
  const claimsOf = async (token: string) => new TokenVerifier(server.apiKey, server.apiSecret).verify(token);

  before(async () => {
    server = await startLivekitServer();
    platform = at(server.url);
    rooms = new RoomServiceClient(server.url, server.apiKey, server.apiSecret);
  });
  after(() => server?.close());

  it('is reached by the addresses that LiveKit users write', async () => {
    const info = await at(server.url.replace('http:', 'ws:')).preflight();
    assert.equal(info.url, server.url);
  });

  it('keeps a prepared session as long as its tokens, and one that was left for ten minutes', async () => {
    await platform.createSession('prepared');
    const [room] = await rooms.listRooms(['prepared']);
    assert.deepEqual([room?.emptyTimeout, room?.departureTimeout], [3600, 600]);
  });

  it('grants what the role may do, in a token that expires', async () => {
    const { createToken } = await platform.createSession('grants');
    const grants = { roomJoin: true, room: 'grants', canPublishData: true };
    for (const [options, expected] of [
      [{}, { canPublish: true, canSubscribe: true, roomAdmin: false }],
      [{ subscribes: false }, { canPublish: true, canSubscribe: false, roomAdmin: false }],
      [{ role: 'SUBSCRIBER' }, { canPublish: false, canSubscribe: true, roomAdmin: false }],
      [{ role: 'MODERATOR' }, { canPublish: true, canSubscribe: true, roomAdmin: true }],
    ] as const) {
      const { video, exp, nbf } = await claimsOf(await createToken(options));
      assert.deepEqual(video, { ...grants, ...expected });
      assert.equal(exp! - nbf!, 3600);
    }
  });

  it('lets the server know who may subscribe', async () => {
    const { createToken } = await platform.createSession('subscribing');
    const may = async (subscribes: boolean) => {
      const { joined } = await LivekitGuest.join(server.url, await createToken({ subscribes }));
      return joined.participant?.permission?.canSubscribe;
    };
    assert.deepEqual([await may(true), await may(false)], [true, false]);
  });

  it('throws nobody out with the token of another', async () => {
    const { createToken } = await platform.createSession('several');
    const first = await LivekitGuest.join(server.url, await createToken());
    const second = await LivekitGuest.join(server.url, await createToken());
    assert.deepEqual(
      second.joined.otherParticipants.map(({ identity }) => identity),
      [first.joined.participant?.identity],
    );
  });

  it("reads the environment's credentials nowhere", async (t) => {
    Object.assign(process.env, { LIVEKIT_API_KEY: 'other', LIVEKIT_API_SECRET: 'other' });
    t.after(() => {
      delete process.env.LIVEKIT_API_KEY;
      delete process.env.LIVEKIT_API_SECRET;
    });
    const { createToken } = await platform.createSession('own-credentials');
    assert.equal((await claimsOf(await createToken())).iss, server.apiKey);
  });
});
