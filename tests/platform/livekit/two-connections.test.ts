import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { cutSockets } from '../native/cut-sockets.js';
import { hearEachOther, signals } from '../native/heard-signals.js';
import { type LivekitRoom, livekitRooms } from './livekit-room.js';
import { skipWithoutLivekit } from './livekit-server.js';
import { type SignallingProxy, startSignallingProxy } from './signalling-proxy.js';

describe('native participants on a server that knows two connections only', { skip: skipWithoutLivekit }, () => {
  const openRoom = livekitRooms();
  let old: SignallingProxy;
  afterEach(() => old.close());

  /** @param answer of an older server, or its proxy, where it has no such path. */
  async function openOldRoom(size: number, answer = '404 Not Found'): Promise<LivekitRoom> {
    old = await startSignallingProxy(openRoom(size).server, ({ pathname }) =>
      pathname === '/rtc' ? undefined : answer,
    );
    return openRoom(size, old.url);
  }

  test('see, hear and get signals of each other, and ask for one connection once', async () => {
    const room = await openOldRoom(3);
    const first = await room.join(0, { signals });
    const others = await Promise.all([room.join(1, { signals }), room.join(2, { signals })]);
    assert.deepEqual(
      old.asked.map(({ pathname }) => pathname),
      ['/rtc/v1', '/rtc', '/rtc', '/rtc'],
    );
    const all = [first, ...others];
    await hearEachOther(all.map(({ participant }) => participant));
    const pairs = [0, 1, 2].flatMap((to) => [0, 1, 2].flatMap((from) => (from === to ? [] : [{ from, to }])));
    await Promise.all(pairs.map(({ from, to }) => all[to]!.seesFullRate(from)));
    for (const { from, to } of pairs) assert.equal(all[to]!.inbound(from).at(-1)!.packetsLost, 0);
  });

  test('send a simulcast, and come back with all streams when their signalling is cut', async () => {
    const room = await openOldRoom(2);
    const media = { video: '720p', framesPerSecond: 30, adapt: 'remb', videoCodec: 'vp8', simulcast: true } as const;
    const publisher = await room.join(0, { media });
    const viewer = await room.join(1);
    await viewer.seesFullRate(0);
    assert.equal(viewer.inbound(0).at(-1)!.frameHeight, 720);
    assert.ok(cutSockets(old.url) >= 2);
    await Promise.all([viewer.event('reconnected'), publisher.event('reconnected')]);
    await Promise.all([viewer.seesFullRate(0), publisher.seesFullRate(1)]);
  });

  test('join by a proxy that sends the other path to a page', async () => {
    const room = await openOldRoom(2, '200 OK');
    const [first] = await room.joinAll();
    await first!.seesFullRate(1);
  });

  test('are refused in the words of the server', async () => {
    const room = await openOldRoom(1);
    await assert.rejects(
      room.join(0, { token: 'no.token.atall' }),
      /^LoadError: ws:\/\/127\.0\.0\.1:\d+ refused the participant \(401: /,
    );
  });
});
