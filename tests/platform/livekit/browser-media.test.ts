import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { InboundSample } from '../../../src/model/samples.js';
import { eventually } from '../browser/eventually.js';
import { BrowserRooms, identityOf, Watch } from './browser-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

const both = { audio: true, video: true };
const nothing = { audio: false, video: false };

describe('browser participants of OpenVidu 3', { skip: skipWithoutLivekit }, () => {
  let rooms: BrowserRooms;
  before(async () => {
    rooms = await BrowserRooms.open();
  });
  after(() => rooms?.close());
  beforeEach(() => rooms.newRoom());

  it('see and hear those whom the matrix names, and nobody else', { timeout: 240_000 }, async () => {
    // The watcher comes second: one publisher is there before it, one after it.
    const first = await rooms.join({ index: 0, publishes: both, receivesFrom: [2] });
    const watcher = await rooms.join({ index: 1, publishes: nothing, receivesFrom: [0, 2] });
    const second = await rooms.join({ index: 2, publishes: both, receivesFrom: [] });
    const [atFirst, atWatcher, atSecond] = [new Watch(first), new Watch(watcher), new Watch(second)];

    for (const [watch, from] of [
      [atFirst, 2],
      [atWatcher, 0],
      [atWatcher, 2],
    ] as const) {
      const videos = await eventually(
        () => watch.all(from, 'video'),
        (samples) => (samples.at(-1)?.framesDecoded ?? 0) >= 150 && isWell(samples.slice(-6)),
        30_000,
      );
      // A browser that has little time sends a smaller picture for a while.
      assert.equal(Math.max(...videos.map(({ frameHeight }) => frameHeight ?? 0)), 360);
      const audio = await eventually(
        () => watch.latest(from, 'audio'),
        (sample) => (sample?.totalSamplesReceived ?? 0) > 0,
      );
      assert.ok(audio?.concealedSamples !== undefined && audio.jitterBufferEmittedCount! > 0);
      const firstFrames = watch.firstFrames.filter((frame) => frame.from === from);
      assert.deepEqual(firstFrames.map(({ kind }) => kind).sort(), ['audio', 'video']);
      for (const { timeToFirstFrameMs } of firstFrames)
        assert.ok(timeToFirstFrameMs > 0 && timeToFirstFrameMs < 30_000, `${timeToFirstFrameMs} ms`);
    }
    assert.deepEqual(new Set(atFirst.look().inbound.map(({ from }) => from)), new Set([2]));
    assert.equal(atSecond.look().inbound.length, 0, 'it asked for nobody');
    assert.equal(atWatcher.outbound.length, 0);

    const sent = await eventually(
      () => atFirst.latestSent('video'),
      (sample) => (sample?.framesSent ?? 0) >= 60 && (sample?.sourceFramesPerSecond ?? 0) > 24,
    );
    assert.ok(sent?.qualityLimitationDurations);
    assert.ok((atFirst.latestSent('audio')?.packetsSent ?? 0) > 100);
    await eventually(
      () => atFirst.look().outbound.some(({ roundTripTime }) => roundTripTime !== undefined),
      (measured) => measured,
    );
    assert.ok(first.times.publishTime! > 0 && watcher.times.publishTime === undefined);
    for (const participant of [first, watcher, second]) assert.deepEqual(participant.takeEvents(), []);

    assert.deepEqual(await rooms.present(), [0, 1, 2].map(identityOf));
    await second.leave();
    assert.deepEqual(await rooms.present(), [0, 1].map(identityOf));
    await eventually(
      () => first.takeSamples(),
      (samples) => samples.length > 0 && samples.every(({ direction }) => direction === 'outbound'),
    );
    await Promise.all([first.leave(), watcher.leave()]);
    assert.deepEqual(await rooms.present(), []);
  });

  it('see who comes in the place of one who left, and one who comes back', { timeout: 240_000 }, async () => {
    const watcher = await rooms.join({ index: 1, publishes: nothing, receivesFrom: [0, 2] });
    const watch = new Watch(watcher);
    // LiveKit sends the next one's media where it sent that of the one before.
    for (const index of [0, 2, 0]) {
      const earlier = watch.look().firstFrames.length;
      const publisher = await rooms.join({ index, publishes: both, receivesFrom: [] });
      const frames = await eventually(
        () => watch.look().firstFrames.slice(earlier),
        (first) => first.length === 2,
      );
      assert.deepEqual(frames.map(({ from, kind }) => `${from} ${kind}`).sort(), [`${index} audio`, `${index} video`]);
      for (const { timeToFirstFrameMs } of frames) assert.ok(timeToFirstFrameMs > 0 && timeToFirstFrameMs < 5000);
      const since = watch.inbound.length;
      await eventually(
        () =>
          watch
            .look()
            .inbound.slice(since)
            .filter(({ kind }) => kind === 'video'),
        (samples) => samples.length >= 3 && samples.at(-1)!.framesDecoded! > samples[0]!.framesDecoded!,
      );
      assert.deepEqual(new Set(watch.inbound.slice(since).map(({ from }) => from)), new Set([index]));
      await publisher.leave();
    }
    await watcher.leave();
  });

  it('publish sound alone, one stream of one codec', { timeout: 240_000 }, async () => {
    // With tokens that allow no more: LiveKit then connects the publisher's side first.
    const [toSpeak, toListen] = await Promise.all([
      rooms.token('speaker', { canSubscribe: false }),
      rooms.token('listener', { canPublish: false }),
    ]);
    const voice = { index: 0, publishes: { audio: true, video: false }, receivesFrom: [] };
    const speaker = await rooms.join(voice, { token: toSpeak });
    const listener = await rooms.join({ index: 1, publishes: nothing, receivesFrom: [0] }, { token: toListen });
    const watch = new Watch(listener);
    const audio = await eventually(
      () => watch.latest(0, 'audio'),
      (sample) => (sample?.packetsReceived ?? 0) >= 150,
    );
    assert.equal(watch.latest(0, 'video'), undefined);
    assert.deepEqual(
      watch.firstFrames.map(({ kind }) => kind),
      ['audio'],
    );
    assert.ok(audio!.packetsLost <= 1);
    const [info] = await rooms.rest.listParticipants(rooms.room).then((all) => all.flatMap(({ tracks }) => tracks));
    assert.equal(info?.name, 'participant-0');
    assert.deepEqual([info.mimeType, info.disableRed], ['audio/opus', true]);
    await Promise.all([speaker.leave(), listener.leave()]);
  });
});

/** About one sample a second: frames per second and loss between the first and the last. */
/** At full rate and without loss for more than three seconds, as a browser comes to where it has time. */
function isWell(samples: readonly InboundSample[]): boolean {
  const [from, to] = [samples[0]!, samples.at(-1)!];
  const seconds = (to.at - from.at) / 1000;
  const framesPerSecond = (to.framesDecoded! - from.framesDecoded!) / seconds;
  const received = to.packetsReceived - from.packetsReceived;
  const lost = to.packetsLost - from.packetsLost;
  return seconds > 3 && framesPerSecond >= 24 && received > 50 && lost / received < 0.005;
}
