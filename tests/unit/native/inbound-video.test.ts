import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { InboundVideo } from '../../../src/participants/native/receive/inbound-video.js';
import { writeRtpHeader } from '../../../src/wire/rtp.js';
import { paddingPacket, videoPacket, videoStream } from './packets.js';

let video: InboundVideo;
let firstFrames: number;

beforeEach(() => {
  firstFrames = 0;
  video = new InboundVideo(3, 0, () => firstFrames++);
});

/** Receives packets at the times they are sent, 30 frames of two packets a second, from `startMs` on. */
function receive(packets: readonly (Buffer | undefined)[], startMs = 0): void {
  packets.forEach((packet, index) => {
    if (packet) video.onRtp(packet, startMs + (Math.floor(index / 2) * 1000) / 30);
  });
}

function without(packets: readonly Buffer[], ...lost: number[]): (Buffer | undefined)[] {
  return packets.map((packet, index) => (lost.includes(index) ? undefined : packet));
}

test('counts packets, payload, frames and the height of key frames', () => {
  receive(videoStream(30));
  const sample = video.sample(1000);
  assert.equal(sample.from, 3);
  assert.equal(sample.packetsReceived, 60);
  assert.equal(sample.bytesReceived, 60 * 24);
  assert.equal(sample.framesReceived, 30);
  assert.equal(sample.framesDecoded, 30);
  assert.equal(sample.frameHeight, 360);
  assert.equal(sample.packetsLost, 0);
  assert.equal(sample.networkPacketsLost, 0);
  assert.equal(firstFrames, 1);
});

test('a stream that starts in the middle counts nothing until a key frame, and asks for one', () => {
  const packets = videoStream(10, 2, 8).slice(2);
  receive(packets.slice(0, 8));
  assert.equal(video.sample(200).framesDecoded, 0);
  assert.equal('frameHeight' in video.sample(200), false);
  assert.equal(video.needsFeedback, true);
  assert.equal(video.takeKeyFrameRequest(200), false, 'the server asks by itself at first');
  assert.equal(video.takeKeyFrameRequest(499), false);
  assert.equal(video.takeKeyFrameRequest(500), true);
  assert.equal(video.takeKeyFrameRequest(799), false);
  assert.equal(video.takeKeyFrameRequest(800), true);
  receive(packets.slice(8), 800);
  assert.equal(video.sample(1000).framesDecoded, 2);
  assert.equal(video.takeKeyFrameRequest(5000), false);
  assert.equal(firstFrames, 1);
});

test('a gap that is repaired costs no frame', () => {
  const packets = videoStream(30);
  receive(without(packets, 20));
  assert.deepEqual(video.takeNack(700, 100), [120]);
  assert.equal(video.sample(990).framesDecoded, 10);
  video.onRtp(packets[20]!, 720);
  const sample = video.sample(1000);
  assert.equal(sample.framesDecoded, 30);
  assert.equal(sample.networkPacketsLost, 1);
  assert.equal(sample.packetsLost, 0);
  assert.equal(sample.nackCount, 1);
});

test('after an unrepaired gap nothing counts until a key frame', () => {
  const packets = videoStream(60, 2, 40);
  receive(without(packets, 21).slice(0, 60));
  video.expire(5000);
  assert.equal(video.sample(5000).framesDecoded, 10);
  assert.equal(video.sample(5000).packetsLost, 1);
  assert.equal(video.takeKeyFrameRequest(5000), true);
  receive(packets.slice(60, 80), 5000);
  assert.equal(video.sample(5400).framesDecoded, 10);
  receive(packets.slice(80), 5400);
  assert.equal(video.sample(6000).framesDecoded, 30);
  assert.equal(video.sample(6000).framesReceived, 59, 'complete frames are received, decodable or not');
});

test('a complete key frame behind a gap is decoded at once, as a decoder would', () => {
  const packets = videoStream(20, 2, 10);
  receive(without(packets, 11));
  // Frames 0 to 4, then the key frame 10 and all behind it, long before the gap is given up.
  assert.equal(video.sample(700).framesDecoded, 5 + 10);
});

test('an incomplete key frame behind a gap waits for its packets', () => {
  const packets = videoStream(20, 3, 10);
  receive(without(packets, 16, 31));
  assert.equal(video.sample(700).framesDecoded, 5);
  video.onRtp(packets[31]!, 700);
  assert.equal(video.sample(700).framesDecoded, 5 + 10);
});

test('packets that were overtaken still make their frame', () => {
  const packets = videoStream(6);
  [packets[5], packets[6]] = [packets[6]!, packets[5]!];
  [packets[8], packets[9]] = [packets[9]!, packets[8]!];
  receive(packets);
  assert.equal(video.sample(300).framesDecoded, 6);
});

test('a frame whose marker never comes breaks the chain', () => {
  const packets = videoStream(5, 1);
  packets[2] = videoPacket({ sequence: 102, timestamp: 7000, start: true, marker: false });
  receive(packets);
  assert.equal(video.sample(300).framesDecoded, 2);
});

test('padding is no frame and no payload', () => {
  const packets = videoStream(4);
  receive([...packets.slice(0, 4), paddingPacket(104, 4000), paddingPacket(105, 4000)]);
  receive(videoStream(2, 2, Number.POSITIVE_INFINITY, 106).map((packet) => packet));
  const sample = video.sample(300);
  assert.equal(sample.framesDecoded, 4);
  assert.equal(sample.bytesReceived, 8 * 24);
  assert.equal(sample.packetsReceived, 10);
});

test('jitter takes the first packet of each frame only', () => {
  const packets = videoStream(60);
  packets.forEach((packet, index) => {
    // The second packet of each frame comes 5 ms later, steadily: that is no jitter.
    video.onRtp(packet, Math.floor(index / 2) * (1000 / 30) + (index % 2) * 5);
  });
  assert.ok(video.sample(2000).jitter! < 1e-6);
});

test('another SSRC goes on with the same counters, without loss', () => {
  receive(videoStream(10));
  const again = videoStream(10, 2, Number.POSITIVE_INFINITY, 105);
  for (const packet of again) packet.writeUInt32BE(99, 8);
  receive(again, 400);
  const sample = video.sample(1000);
  assert.equal(video.ssrc, 99);
  assert.equal(sample.framesDecoded, 20);
  assert.equal(sample.packetsReceived, 40);
  assert.equal(sample.packetsLost, 0);
  assert.equal(firstFrames, 1);
});

test('counts go on through an outage that is longer than the window', () => {
  const packets = videoStream(900, 2, 700);
  receive(packets.slice(0, 20));
  receive(packets.slice(1380), 23_000);
  const sample = video.sample(30_000);
  assert.equal(sample.packetsLost, 1360);
  assert.equal(sample.framesDecoded, 10 + 200);
});

test('a report block tells RFC 3550 loss, and a rate its own', () => {
  receive(without(videoStream(50), 10, 11, 12, 13));
  const block = video.takeReportBlock(2000)!;
  assert.equal(block.packetsLost, 4);
  assert.equal(block.fractionLost, Math.floor((4 * 256) / 100));
  assert.equal(block.ssrc, 77);
  video.takeNack(700, 100);
  const rate = video.takeRate(2000);
  assert.equal(rate.bitsPerSecond, (96 * 24 * 8) / 2);
  assert.equal(rate.loss, 0.04);
  assert.deepEqual(video.takeRate(3000), { bitsPerSecond: 0, loss: 0, elapsedSeconds: 1 });
});

test('H264 beside VP8 is told by its payload type; parameter sets and picture are one key frame', () => {
  video.expectH264(106);
  const sps = Buffer.from('6742c01fd900a02ff970110000030001000003003c8f183248', 'hex');
  const [pps, idr, slice] = [Buffer.from('68cb8cb2', 'hex'), Buffer.from([0x65, 0x88]), Buffer.from([0x41, 0x9a])];
  let sequence = 0;
  const send = (frame: number, units: readonly Buffer[], lost = -1) =>
    units.forEach((unit, index) => {
      const packet = Buffer.alloc(12 + unit.length);
      const marker = index === units.length - 1;
      const header = { payloadType: 106, marker, sequenceNumber: sequence++, timestamp: frame * 3000, ssrc: 9 };
      writeRtpHeader(packet, header);
      unit.copy(packet, 12);
      if (index !== lost) video.onRtp(packet, (frame * 1000) / 30);
    });
  send(0, [sps, pps, idr]);
  for (let frame = 1; frame < 10; frame++) send(frame, [slice]);
  assert.deepEqual([firstFrames, video.sample(400).framesDecoded, video.sample(400).frameHeight], [1, 10, 360]);
  send(10, [slice], 0);
  send(11, [slice]);
  assert.equal(video.sample(400).framesDecoded, 10, 'the lost packet is still awaited');
  send(12, [sps, pps, idr]);
  send(13, [slice]);
  assert.equal(video.sample(500).framesDecoded, 12, 'a decoder goes on with the key frame at once');
  assert.equal(video.needsFeedback, true);
});

test('a publisher that comes back under the same SSRC is seen again, whatever its packets are numbered', () => {
  receive(videoStream(10, 2, 60, 60_000));
  receive(videoStream(10, 2, 60, 10_000), 1000);
  assert.equal(video.sample(1500).framesDecoded, 20);
  receive(videoStream(10, 2, 60, 40_000), 2000);
  assert.equal(video.sample(2500).framesDecoded, 30);
});
