import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ClipLadder } from '../../../src/participants/native/clips/clip-ladder.js';
import type { VideoClip } from '../../../src/participants/native/clips/video-clip.js';
import { ClipChoice } from '../../../src/participants/native/send/clip-choice.js';
import { FrameNumbers } from '../../../src/participants/native/send/frame-numbers.js';
import { SendMeter } from '../../../src/participants/native/send/send-meter.js';
import { VideoSender } from '../../../src/participants/native/send/video-sender.js';
import { epochMs } from '../../../src/participants/native/timing/clock.js';
import { SeededRandom } from '../../../src/participants/native/timing/random.js';
import { clipOf, FakeOutlet, withTrailerRoom } from './sending.js';

const clip = withTrailerRoom(clipOf('180p', 1, [0, 5], 10, 150));
const frameMs = 1000 / 30;
const tickMs = 20 / 3;

let outlet: FakeOutlet;

beforeEach(() => {
  outlet = new FakeOutlet();
});

function senderOf(publisher: number | undefined, numbers = new FrameNumbers(), of: VideoClip = clip): VideoSender {
  const marks = publisher === undefined ? undefined : { publisher, numbers };
  const choice = new ClipChoice(new ClipLadder([of]), 'off');
  const sender = new VideoSender(choice, new SeededRandom(1), new SendMeter(), marks);
  sender.use(outlet);
  return sender;
}

const numbersOf = (to: FakeOutlet) => to.packets.flatMap(({ trailer }) => trailer?.sequence ?? []);

test('the last packet of each frame, and no other, tells publisher, number and send time', () => {
  const sender = senderOf(7);
  const before = epochMs();
  for (let frame = 0; frame < 20; frame++) sender.onTick(0, frame * frameMs);
  assert.deepEqual(
    numbersOf(outlet),
    Array.from({ length: 20 }, (_, index) => index),
  );
  for (const { marker, trailer } of outlet.packets) {
    assert.equal(trailer?.publisher, marker ? 7 : undefined);
    if (trailer) assert.ok(trailer.sentAt >= before - 0.001 && trailer.sentAt <= epochMs() + 0.001);
  }
});

test('a packet that is sent again carries its own trailer, whoever has sent the clip meanwhile', () => {
  const [first, second] = [senderOf(1), senderOf(2)];
  for (let frame = 0; frame < 3; frame++) {
    first.onTick(0, frame * frameMs);
    second.onTick(0, frame * frameMs);
  }
  const sent = outlet.packets.filter(({ ssrc, trailer }) => ssrc === first.ssrc && trailer?.publisher === 1);
  outlet.packets.length = 0;
  first.onNack(sent.map(({ sequenceNumber }) => sequenceNumber));
  assert.equal(sent.length, 3);
  assert.deepEqual(outlet.packets, sent);
});

test('without marks the frames are sent as they are, also when they are sent again', () => {
  const sender = senderOf(undefined);
  sender.onTick(0, 0);
  sender.onNack(outlet.packets.map(({ sequenceNumber }) => sequenceNumber));
  assert.deepEqual(
    outlet.packets.map(({ payloadLength, trailer }) => ({ payloadLength, trailer })),
    Array.from({ length: 4 }, () => ({ payloadLength: 6, trailer: undefined })),
  );
});

test('a clip without room for it gets no trailer', () => {
  senderOf(3, new FrameNumbers(), clipOf('180p', 1, [0], 10, 150)).onTick(0, 0);
  assert.deepEqual(
    outlet.packets.map(({ payloadLength }) => payloadLength),
    [6, 6],
  );
});

test('layers give the same moment the same number, at any phase, early or late, and after one of them paused', () => {
  const numbers = new FrameNumbers();
  const outlets = [0, 1, 2].map(() => new FakeOutlet());
  const senders = outlets.map((to) => {
    const sender = senderOf(1, numbers);
    sender.use(to);
    return sender;
  });
  const phases = [3, 0, 4];
  for (let tick = 3; tick < 5 * 40; tick++)
    for (const [index, sender] of senders.entries()) {
      if (index === 2) sender.use(tick < 60 || tick > 100 ? outlets[2] : undefined);
      const lateMs = tick % 7;
      const early = tick % 3 === 0 ? 0.5 : 0;
      if (tick % 5 === phases[index]) sender.onTick(lateMs, 1000 + tick * tickMs + lateMs - early);
    }
  const [first, second, third] = outlets.map(numbersOf);
  assert.deepEqual(
    first,
    Array.from({ length: 40 }, (_, index) => index),
  );
  assert.deepEqual(second, first!.slice(0, 39));
  assert.ok(third!.length < 35 && third!.at(-1) === first!.at(-1), `${third}`);
});

test('moments at which nothing is sent have no number', () => {
  const sender = senderOf(1);
  for (let frame = 0; frame < 30; frame++) {
    sender.use(frame < 10 || frame >= 20 ? outlet : undefined);
    // A frame that is far too late is not sent.
    sender.onTick(frame === 25 ? 500 : 0, frame * frameMs);
  }
  assert.deepEqual(
    numbersOf(outlet),
    Array.from({ length: 19 }, (_, index) => index),
  );
});
