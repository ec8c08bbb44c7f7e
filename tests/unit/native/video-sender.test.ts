import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ClipLadder } from '../../../src/participants/native/clips/clip-ladder.js';
import { ClipChoice } from '../../../src/participants/native/send/clip-choice.js';
import { SendMeter } from '../../../src/participants/native/send/send-meter.js';
import { VideoSender } from '../../../src/participants/native/send/video-sender.js';
import { SeededRandom } from '../../../src/participants/native/timing/random.js';
import { timestampDelta } from '../../../src/wire/serial.js';
import { clipOf, FakeOutlet } from './sending.js';

const small = clipOf('180p', 1, [0, 5], 10, 150);
const large = clipOf('540x360', 2, [0, 5], 10, 470);
const frameMs = 1000 / 30;

let outlet: FakeOutlet;
let meter: SendMeter;
let sender: VideoSender;
let now: number;

beforeEach(() => {
  outlet = new FakeOutlet();
  meter = new SendMeter();
  sender = senderWith('remb', 7);
  now = 0;
});

function senderWith(adapt: 'remb' | 'loss' | 'off', seed: number): VideoSender {
  const made = new VideoSender(new ClipChoice(new ClipLadder([small, large]), adapt), new SeededRandom(seed), meter);
  made.use(outlet);
  return made;
}

function sendFrames(count: number, lateMs = 0): void {
  for (let frame = 0; frame < count; frame++) {
    now += frameMs;
    sender.onTick(lateMs, now);
  }
}

/** Frames sent so far, by their content: 16 × clip + number. */
const contents = () => outlet.packets.filter(({ marker }) => marker).map(({ content }) => content);
const isKey = (content: number) => [0, 5].includes(content % 16);

const report = (fractionLost: number) => ({
  ssrc: sender.ssrc,
  fractionLost,
  packetsLost: 0,
  highestSequence: 0,
  jitter: 0,
  lastSenderReport: 0,
  delaySinceLastSenderReport: 0,
});

test('numbers its packets without gap, 3000 ticks per frame, one picture id per frame, under its own SSRC', () => {
  sendFrames(20);
  const { packets } = outlet;
  assert.equal(packets.length, 40);
  packets.slice(1).forEach((packet, index) => {
    const before = packets[index]!;
    assert.equal(packet.sequenceNumber, (before.sequenceNumber + 1) & 0xffff);
    const sameFrame = index % 2 === 0;
    assert.equal(timestampDelta(packet.timestamp, before.timestamp), sameFrame ? 0 : 3000);
    assert.equal((packet.pictureId - before.pictureId) & 0x7fff, sameFrame ? 0 : 1);
    assert.equal(packet.ssrc, sender.ssrc);
  });
});

test('starts with a key frame, and goes on in order or with another key frame', () => {
  sendFrames(200);
  const sent = contents();
  assert.ok(isKey(sent[0]!));
  for (const [index, content] of sent.slice(1).entries()) assert.ok(isKey(content) || content === sent[index]! + 1);
});

test('publishers of different seeds differ in SSRC, numbering and course', () => {
  sendFrames(60);
  const first = contents();
  const firstSsrc = sender.ssrc;
  outlet.packets.length = 0;
  sender = senderWith('remb', 8);
  sendFrames(60);
  assert.notEqual(sender.ssrc, firstSsrc);
  assert.notDeepEqual(contents(), first);
});

test('the same seed gives the same course', () => {
  sendFrames(60);
  const first = outlet.packets.splice(0);
  sender = senderWith('remb', 7);
  sendFrames(60);
  assert.deepEqual(outlet.packets, first);
});

test('jumps to a key frame when asked, but not twice within 300 ms', () => {
  sendFrames(12);
  // The frame after a key frame, so that no key frame is due by itself for two more.
  while (contents().at(-1)! % 16 !== 1) sendFrames(1);
  now += 300;
  outlet.packets.length = 0;
  sender.onKeyFrameRequest();
  sendFrames(1);
  assert.ok(isKey(contents()[0]!), 'at once');
  sender.onKeyFrameRequest();
  sendFrames(1);
  assert.ok(!isKey(contents()[1]!), 'too soon');
});

test('goes to the smaller clip at a key frame when REMB falls, and back when it rises', () => {
  sendFrames(3);
  now += 300;
  outlet.packets.length = 0;
  sender.onRemb(300_000);
  sendFrames(1);
  assert.equal(sender.clip, small);
  assert.ok(isKey(contents()[0]!) && contents()[0]! < 32);
  assert.ok(sender.sample(now).qualityLimitationDurations);
  sender.onRemb(480_000);
  now += 300;
  sendFrames(1);
  assert.equal(sender.clip, small, 'not enough room to go up');
  sender.onRemb(2_000_000);
  now += 300;
  sendFrames(1);
  assert.equal(sender.clip, large, 'and never above the scenario');
});

test('a rate below the smallest clip still gets the smallest clip', () => {
  now += 300;
  sender.onRemb(10_000);
  sendFrames(1);
  assert.equal(sender.clip, small);
});

test("with adapt 'off' neither REMB nor loss changes the clip; with 'loss' only loss does", () => {
  sender = senderWith('off', 1);
  sender.onRemb(10_000);
  sender.onReport(report(200), 10_000);
  now = 10_000;
  sendFrames(1);
  assert.equal(sender.clip, large);

  sender = senderWith('loss', 1);
  sender.onRemb(10_000);
  now = 20_000;
  sendFrames(1);
  assert.equal(sender.clip, large);
  sender.onReport(report(50), now);
  now += 300;
  sendFrames(1);
  assert.equal(sender.clip, small);
  sender.onReport(report(0), now + 1000);
  now += 2000;
  sendFrames(1);
  assert.equal(sender.clip, small, 'not yet');
  sender.onReport(report(0), now + 9000);
  now += 9300;
  sendFrames(1);
  assert.equal(sender.clip, large);
});

test('time on a lower clip is told as limited by bandwidth', () => {
  sender.sample(now);
  sender.onRemb(200_000);
  const limited = sender.sample(now + 1000).qualityLimitationDurations;
  assert.deepEqual(limited, { bandwidth: 1, none: 0 });
  sender.onRemb(1_000_000);
  assert.deepEqual(sender.sample(now + 3000).qualityLimitationDurations, { bandwidth: 1, none: 2 });
});

test('repeats a packet as it was sent, also after the clip went on', () => {
  sendFrames(1);
  const original = outlet.packets[1]!;
  sendFrames(100);
  outlet.packets.length = 0;
  sender.onNack([original.sequenceNumber]);
  assert.deepEqual(outlet.packets, [original]);
});

test('does not repeat what was never sent or is too old', () => {
  sendFrames(1);
  const old = outlet.packets[0]!.sequenceNumber;
  sendFrames(300);
  outlet.packets.length = 0;
  sender.onNack([old, (sender as unknown as { sequence: number }).sequence]);
  assert.equal(outlet.packets.length, 0);
});

/** The meter's report with the slots that are not empty. */
function reading(): { due: number; sent: number; late: Record<number, number> } {
  const { due, sent, latenessMs } = meter.take();
  const counted = [...latenessMs].flatMap((count, ms) => (count > 0 ? [[ms, count]] : []));
  return { due, sent, late: Object.fromEntries(counted) };
}

test('counts what was due, what was sent and how late; frames that are 200 ms late are dropped', () => {
  sendFrames(10);
  assert.deepEqual(reading(), { due: 20, sent: 20, late: { 0: 20 } });
  sendFrames(10, 30);
  assert.deepEqual(reading(), { due: 20, sent: 20, late: { 30: 20 } });
  const timestamp = outlet.packets.at(-1)!.timestamp;
  sendFrames(5, 250);
  assert.deepEqual(reading(), { due: 10, sent: 0, late: {} });
  sendFrames(1);
  assert.equal(timestampDelta(outlet.packets.at(-1)!.timestamp, timestamp), 6 * 3000, 'time went on');
});

test('an outlet that takes nothing counts as not sent; a paused sender owes nothing', () => {
  outlet.takes = false;
  sendFrames(2);
  assert.deepEqual(reading(), { due: 4, sent: 0, late: {} });
  sender.use(undefined);
  sendFrames(2);
  assert.deepEqual(reading(), { due: 0, sent: 0, late: {} });
});
