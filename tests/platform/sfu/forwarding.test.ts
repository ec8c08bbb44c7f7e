import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSfu } from './sfu-fixture.js';
import type { Mode } from './test-subscriber.js';
import { until } from './until.js';

const modes: readonly Mode[] = ['client offers', 'server offers'];

describe('The SFU forwards media', () => {
  for (const mode of modes) {
    it(`of both kinds when the ${mode}`, async (test) => {
      const { publish, subscribe, sfu } = openSfu(test);
      const publisher = await publish({ sequenceNumber: 65_500 });
      const payloadTypes = mode === 'client offers' ? { audio: 109, video: 120 } : { audio: 111, video: 96 };
      const subscriber = await subscribe({ mode, payloadTypes });
      await Promise.all([subscriber.receives('video', 90), subscriber.receives('audio', 40)]);

      for (const kind of ['audio', 'video'] as const) {
        const packets = subscriber.of(kind);
        assert.deepEqual(new Set(packets.map((packet) => packet.ssrc)), new Set([subscriber.ssrcs[kind]]));
        assert.notEqual(subscriber.ssrcs[kind], publisher.ssrcs[kind]);
        assert.deepEqual(new Set(packets.map((packet) => packet.payloadType)), new Set([payloadTypes[kind]]));
        assert.equal(subscriber.missing(kind), 0);
      }
      const video = subscriber.of('video');
      assert.deepEqual(new Set(video.slice(0, 80).map((packet) => packet.payload.length)), new Set([1004]));
      assert.equal(video.filter((packet) => packet.marker).length, Math.floor(video.length / 2));
      const { packetsForwarded, packetsReceived, packetsDropped } = sfu.counters();
      assert.ok(packetsForwarded >= 130 && packetsReceived >= packetsForwarded);
      assert.equal(packetsDropped, 0);
    });
  }

  it('to several subscribers at once, each with its own SSRCs and payload types', async (test) => {
    const { publish, subscribe } = openSfu(test);
    await publish();
    const subscribers = [];
    for (const [index, video] of [96, 100, 127].entries())
      subscribers.push(await subscribe({ legId: `leg-${index}`, payloadTypes: { audio: 111, video } }));
    await Promise.all(subscribers.map((subscriber) => subscriber.receives('video', 30)));
    const ssrcs = new Set(subscribers.map((subscriber) => subscriber.of('video')[5]!.ssrc));
    assert.equal(ssrcs.size, 3);
    assert.deepEqual(
      subscribers.map((subscriber) => subscriber.of('video')[5]!.payloadType),
      [96, 100, 127],
    );
    const byTimestamp = subscribers.map(
      (subscriber) =>
        new Map(subscriber.of('video').map((packet) => [`${packet.timestamp} ${packet.marker}`, packet.payload])),
    );
    const [first, ...others] = byTimestamp;
    const shared = [...first!.keys()].filter((key) => others.every((other) => other.has(key)));
    assert.ok(shared.length > 10);
    for (const key of shared) for (const other of others) assert.deepEqual(other.get(key), first!.get(key));
  });

  it('of one kind only, when the stream has no other', async (test) => {
    const { publish, subscribe, sfu } = openSfu(test);
    await publish({ kinds: ['audio'] });
    assert.deepEqual(sfu.mediaOf('stream'), { hasAudio: true, hasVideo: false });
    const listener = await subscribe({ legId: 'server', mode: 'server offers', kinds: ['audio'] });
    const alsoVideo = await subscribe({ legId: 'client', kinds: ['audio'] });
    await Promise.all([listener.receives('audio', 10), alsoVideo.receives('audio', 10)]);
  });

  it('starts every subscriber with a key frame, which it asks for', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish();
    await until(() => publisher.framesSent > 5, 'frames before anyone subscribes');
    const keyFramesBefore = publisher.keyFramesSent;
    for (const mode of modes) {
      const subscriber = await subscribe({ mode, legId: mode });
      await subscriber.receives('video', 10);
      assert.equal(subscriber.of('video')[0]!.startsKeyFrame, true);
    }
    assert.ok(publisher.of('picture-loss-indication').length >= 2);
    assert.ok(publisher.keyFramesSent >= keyFramesBefore + 2);
  });

  it('goes on without a break when the publisher is replaced', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const first = await publish({ sequenceNumber: 65_000, timestamp: 4_000_000_000, pictureId: 32_760 });
    const subscriber = await subscribe();
    await Promise.all([subscriber.receives('video', 60), subscriber.receives('audio', 20)]);
    first.stop();
    await publish({ sequenceNumber: 77, timestamp: 1234, pictureId: 9 });
    const before = subscriber.of('video').length;
    await Promise.all([subscriber.receives('video', 60), subscriber.receives('audio', 20)]);
    first.close();

    assert.equal(subscriber.missing('video'), 0);
    assert.equal(subscriber.missing('audio'), 0);
    const video = subscriber.of('video');
    assert.equal(video[before]!.startsKeyFrame, true);
    for (const [index, packet] of video.entries()) {
      const previous = video[index - 1];
      if (!previous) continue;
      const step = (packet.timestamp - previous.timestamp) | 0;
      assert.ok(step >= 0 && step < 90_000 * 20, `timestamps step by ${step}`);
      const pictures = (packet.pictureId! - previous.pictureId!) & 0x7fff;
      assert.ok(pictures <= 1, `picture IDs step by ${pictures}`);
    }
  });
});
