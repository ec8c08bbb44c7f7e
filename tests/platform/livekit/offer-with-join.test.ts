import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { JoinRequest, WrappedJoinRequest, WrappedJoinRequest_Compression } from '@livekit/protocol';
import { LivekitRoom } from './livekit-room.js';
import { skipWithoutLivekit, startLivekitServer } from './livekit-server.js';
import { startSignallingProxy } from './signalling-proxy.js';

/** An address of this machine that looks like another's. */
const elsewhere = (url: string) => url.replace('127.0.0.1', '[::ffff:127.0.0.1]');

/** The m-lines that a join brought with it; none if it brought no offer. */
function offeredLines(asked: URL): string[] {
  const wrapped = WrappedJoinRequest.fromBinary(Buffer.from(asked.searchParams.get('join_request')!, 'base64url'));
  assert.equal(wrapped.compression, WrappedJoinRequest_Compression.GZIP);
  const { publisherOffer } = JoinRequest.fromBinary(gunzipSync(wrapped.joinRequest));
  return publisherOffer?.sdp.match(/^m=\w+/gm) ?? [];
}

describe('the first offer of a native participant', { skip: skipWithoutLivekit }, () => {
  const closed: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closed.splice(0).reverse()) await close();
  });

  /** Two who see each other, one after the other. Returns what their joins brought. */
  async function offersOfTwo(rtc: Readonly<Record<string, unknown>>, seen: (url: string) => string) {
    const server = await startLivekitServer(rtc);
    closed.push(() => server.close());
    const proxy = await startSignallingProxy(server);
    closed.push(() => proxy.close());
    const room = new LivekitRoom(server, 2, seen(proxy.url));
    closed.push(() => room.close());
    const first = await room.join(0);
    const second = await room.join(1);
    await Promise.all([first.seesFullRate(1), second.seesFullRate(0)]);
    return proxy.asked.map(offeredLines);
  }
  const line = ['m=audio', 'm=video'];

  test('goes with the join, on this machine', async () => {
    assert.deepEqual(await offersOfTwo({}, (url) => url), [line, line]);
  });

  test('goes with every join but the first, where the server names its ICE servers to all alike', async () => {
    const stun = { stun_servers: ['127.0.0.1:9'] };
    assert.deepEqual(await offersOfTwo(stun, elsewhere), [[], line]);
  });

  test('waits for the credentials of each participant, where an ICE server wants them', async () => {
    const turn = { host: '127.0.0.1', port: 9, protocol: 'udp', username: 'me', credential: 'secret' };
    assert.deepEqual(await offersOfTwo({ turn_servers: [turn] }, elsewhere), [[], []]);
  });
});
