import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ResolvedMedia } from '../../../src/model/scenario.js';
import { LivekitRoom } from './livekit-room.js';
import { type LivekitServer, skipWithoutLivekit, startLivekitServer } from './livekit-server.js';

const media = (videoCodec: ResolvedMedia['videoCodec']): ResolvedMedia => ({
  video: '360p',
  videoCodec,
  framesPerSecond: 30,
  adapt: 'off',
});

let server: LivekitServer;

before(async () => {
  if (!skipWithoutLivekit) server = await startLivekitServer();
});
after(() => server?.close());

test('participants see H264 of each other and VP8 beside it, at full rate without loss', {
  skip: skipWithoutLivekit,
}, async () => {
  const room = new LivekitRoom(server, 3);
  try {
    const codecs = ['h264', 'h264', 'vp8'] as const;
    const all = await Promise.all(codecs.map((codec, index) => room.join(index, { media: media(codec) })));
    const pairs = [0, 1, 2].flatMap((index) => [0, 1, 2].flatMap((other) => (other === index ? [] : [[index, other]])));
    await Promise.all(pairs.map(([index, other]) => all[index!]!.seesFullRate(other!)));
    for (const [index, other] of pairs) {
      const [previous, last] = all[index!]!.inbound(other!).slice(-2);
      assert.equal(last!.packetsLost, 0);
      assert.equal(last!.networkPacketsLost, 0);
      assert.equal(last!.frameHeight, 360);
      assert.ok(last!.framesDecoded! > 0 && last!.framesReceived! - last!.framesDecoded! <= 30);
      const kbps = ((last!.bytesReceived - previous!.bytesReceived) * 8) / (last!.at - previous!.at);
      assert.ok(kbps > 250 && kbps < 900, `${kbps}`);
    }
    const tracks = (await room.rest.listParticipants(room.name)).flatMap(({ tracks }) => tracks);
    const sent = tracks.flatMap(({ mimeType }) => (mimeType.startsWith('video/') ? [mimeType] : [])).sort();
    assert.deepEqual(sent, ['video/H264', 'video/H264', 'video/VP8']);
  } finally {
    await room.close();
  }
});
