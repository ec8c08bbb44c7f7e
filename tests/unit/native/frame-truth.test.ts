import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { InboundVideo } from '../../../src/participants/native/receive/inbound-video.js';
import { epochMsAt } from '../../../src/participants/native/timing/clock.js';
import { videoPacket, videoStream, withTrailer } from './packets.js';

const frameMs = 1000 / 30;

let video: InboundVideo;

beforeEach(() => {
  video = new InboundVideo(3, 0, () => undefined);
});

interface Sending {
  readonly publisher?: number;
  /** Number of the first frame. */
  readonly number?: number;
  readonly latencyMs?: number;
  readonly firstSequence?: number;
  readonly keyEvery?: number;
  readonly ssrc?: number;
}

/** Frames of two packets with trailers, which arrive `latencyMs` after they were sent, from `at` on. */
function receive(frames: number, at: number, sending: Sending = {}, lost: readonly number[] = []): void {
  const { publisher = 3, number = 0, latencyMs = 40, firstSequence = 100, keyEvery } = sending;
  videoStream(frames, 2, keyEvery, firstSequence).forEach((packet, index) => {
    const frame = Math.floor(index / 2);
    const now = at + frame * frameMs;
    const sentAt = epochMsAt(now) - latencyMs;
    const isLast = index % 2 === 1;
    if (!lost.includes(index))
      video.onRtp(isLast ? withTrailer(packet, { publisher, sequence: number + frame, sentAt }) : packet, now);
  });
}

const truth = () => {
  const { stampedFrames, stampedFramesLost, identifiedFrames, foreignFrames, foreignPublisher } = video.sample(0);
  return { stampedFrames, stampedFramesLost, identifiedFrames, foreignFrames, foreignPublisher };
};
const meanLatencyMs = () => {
  const { totalEndToEndLatency, latencyMeasurements } = video.sample(0);
  return (totalEndToEndLatency! * 1000) / latencyMeasurements!;
};
const seen = (stampedFrames: number, stampedFramesLost: number, foreignFrames = 0, foreignPublisher?: number) => ({
  stampedFrames,
  stampedFramesLost,
  identifiedFrames: stampedFrames,
  foreignFrames,
  foreignPublisher,
});

test('every frame is seen, its publisher known, its latency measured', () => {
  receive(30, 500);
  assert.deepEqual(truth(), seen(30, 0));
  assert.ok(Math.abs(meanLatencyMs() - 40) < 0.01, `${meanLatencyMs()}`);
});

test('a publisher without trailers has no such figures at all', () => {
  for (const packet of videoStream(30)) video.onRtp(packet, 0);
  const sample = video.sample(0);
  for (const field of Object.keys(truth())) assert.ok(!(field in sample), field);
  assert.ok(!('totalEndToEndLatency' in sample));
});

test('frames that never came and frames that came but cannot be decoded are lost, once one is seen again', () => {
  // Both packets of frame 10; frames 11 to 19 need it, and 20 is a key frame.
  receive(30, 500, { keyEvery: 20 }, [20, 21]);
  assert.equal(video.sample(0).framesDecoded, 20);
  assert.deepEqual(truth(), seen(20, 10));
});

test('a frame that had to wait for a repaired packet is as old as it is when it is complete', () => {
  receive(20, 500, {}, [10]);
  assert.deepEqual(truth(), seen(5, 0));
  const now = 500 + 19 * frameMs + 30;
  video.onRtp(videoStream(20)[10]!, now);
  assert.deepEqual(truth(), seen(20, 0));
  const waited = Array.from({ length: 15 }, (_, index) => 30 + (14 - index) * frameMs + 40);
  const expected = (5 * 40 + waited.reduce((sum, ms) => sum + ms, 0)) / 20;
  assert.ok(Math.abs(meanLatencyMs() - expected) < 0.01, `${meanLatencyMs()} instead of ${expected}`);
});

test('pictures of somebody else are counted and named, and are no loss', () => {
  receive(10, 500);
  receive(10, 900, { publisher: 5, number: 700, firstSequence: 120 });
  assert.deepEqual(truth(), seen(20, 0, 10, 5));
  receive(10, 1300, { number: 30, firstSequence: 140 });
  assert.deepEqual(truth(), seen(30, 0, 10, 5));
});

test('a publisher that begins again is no loss, nor are layers that overlap', () => {
  receive(60, 500, { number: 100 });
  receive(30, 3000, { number: 0, firstSequence: 220 });
  assert.deepEqual(truth(), seen(90, 0));
  receive(30, 4000, { number: 28, firstSequence: 280 });
  assert.deepEqual(truth(), seen(120, 0), 'another layer, two frames behind');
  receive(1, 5000, { number: 55, firstSequence: 340 });
  receive(1, 5100, { number: 58, firstSequence: 342 });
  assert.deepEqual(truth(), seen(122, 0), 'and back again: 56 and 57 were seen before');
});

test('another SSRC goes on where the one before ended', () => {
  receive(10, 500);
  for (let frame = 0; frame < 10; frame++)
    for (const isLast of [false, true]) {
      const now = 1000 + frame * frameMs;
      const packet = videoPacket({
        sequence: 5000 + 2 * frame + (isLast ? 1 : 0),
        timestamp: 90_000 + frame * 3000,
        start: !isLast,
        key: frame === 0,
        marker: isLast,
        ssrc: 4711,
      });
      const trailer = { publisher: 3, sequence: 14 + frame, sentAt: epochMsAt(now) };
      video.onRtp(isLast ? withTrailer(packet, trailer) : packet, now);
    }
  assert.deepEqual(truth(), seen(20, 4));
});
