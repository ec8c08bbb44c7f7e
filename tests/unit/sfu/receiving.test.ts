import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GapTracker } from '../../../src/server/sfu/gap-tracker.js';
import { PacketCache } from '../../../src/server/sfu/packet-cache.js';
import { ReceiveStatistics } from '../../../src/server/sfu/receive-statistics.js';
import { RtpPacket } from '../../../src/server/sfu/rtp-packet.js';
import { parseRtp, writeRtpHeader } from '../../../src/wire/rtp.js';

function rtp(sequenceNumber: number, payload: Uint8Array, timestamp = 0): Buffer {
  const bytes = Buffer.alloc(12 + payload.length);
  bytes.set(payload, writeRtpHeader(bytes, { payloadType: 96, marker: true, sequenceNumber, timestamp, ssrc: 7 }));
  return bytes;
}

describe('Reception figures', () => {
  it('count losses since the start and since the report before', () => {
    const statistics = new ReceiveStatistics(90_000);
    const receive = (number: number) => statistics.receive(number & 0xffff, 0, 0);
    assert.equal(statistics.report(), undefined);
    for (let number = 65_530; number < 65_540; number++) if (number !== 65_535) receive(number);
    const first = statistics.report()!;
    assert.deepEqual([first.packetsLost, first.fractionLost, first.highestSequence], [1, Math.floor(256 / 10), 65_539]);
    for (let number = 65_540; number < 65_560; number += 2) receive(number);
    const second = statistics.report()!;
    assert.deepEqual([second.packetsLost, second.fractionLost], [10, Math.floor((9 * 256) / 19)]);
  });

  it('say how far a packet is ahead', () => {
    const statistics = new ReceiveStatistics(48_000);
    const numbers = [65_534, 65_535, 1, 0, 1, 2];
    const aheads = numbers.map((number) => [statistics.ahead(number), statistics.receive(number, 0, 0)]);
    assert.deepEqual(aheads, [
      [1, 1],
      [1, 1],
      [2, 2],
      [-1, -1],
      [0, 0],
      [1, 1],
    ]);
    assert.equal(statistics.report()!.packetsLost, -1, 'a duplicate counts against losses');
  });

  it('measure jitter as RFC 3550 does, between frames', () => {
    const statistics = new ReceiveStatistics(90_000);
    // Every other frame is 10 ms late: transit differs by 900 units each time.
    for (let frame = 0; frame < 200; frame++) {
      const atMs = frame * 40 + (frame % 2) * 10;
      statistics.receive(2 * frame, frame * 3600, atMs);
      statistics.receive(2 * frame + 1, frame * 3600, atMs + 5);
    }
    const { jitter } = statistics.report()!;
    assert.ok(Math.abs(jitter - 900) < 20, String(jitter));
  });
});

describe('Gaps', () => {
  it('are asked for at once, then every 100 ms, ten times in all', () => {
    const gaps = new GapTracker();
    assert.deepEqual(gaps.gap(2, 4, 0), [65_535, 0, 1]);
    gaps.fill(0);
    assert.deepEqual(gaps.due(50), []);
    const asked = [];
    for (let ms = 100; ms < 3000; ms += 100) asked.push(gaps.due(ms).length);
    assert.equal(asked.filter((count) => count === 2).length, 9);
    assert.equal(gaps.isEmpty, true);
  });

  it('are given up when they are too long to repair', () => {
    const gaps = new GapTracker();
    gaps.gap(5, 3, 0);
    assert.equal(gaps.gap(500, 200, 0), undefined);
    assert.equal(gaps.isEmpty, true);
  });
});

describe('The packet cache', () => {
  const packet = new RtpPacket();

  it('gives back what was stored, and only that', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 300 }), fc.nat(0xffff), (numbers, other) => {
        const cache = new PacketCache();
        for (const number of numbers) {
          packet.read('video', rtp(number, Buffer.from([number >> 8, number & 0xff])), 10);
          cache.store(packet);
        }
        const last = numbers.at(-1)!;
        assert.equal(parseRtp(cache.find(last, 20)!)!.sequenceNumber, last);
        const found = cache.find(other, 20);
        if (found) {
          assert.ok(numbers.includes(other));
          assert.equal(found.readUInt16BE(12), other);
        }
      }),
    );
  });

  it('gives a copy, which its taker may change', () => {
    const cache = new PacketCache();
    packet.read('video', rtp(5, Buffer.from([1, 2, 3])), 0);
    cache.store(packet);
    cache.find(5, 0)!.fill(0xff);
    packet.bytes.fill(0xee);
    assert.equal(cache.find(5, 0)!.subarray(12).toString('hex'), '010203');
  });

  it('forgets after a second', () => {
    const cache = new PacketCache();
    packet.read('video', rtp(5, Buffer.from([1])), 100);
    cache.store(packet);
    assert.ok(cache.find(5, 1100));
    assert.equal(cache.find(5, 1101), undefined);
  });
});

describe('A packet to forward', () => {
  const packet = new RtpPacket();

  it('loses CSRCs and header extension', () => {
    const bytes = Buffer.from(
      '92e01234000003e80000000700000001000000' + '02bede000110aa0000' + '90808001' + '00beef',
      'hex',
    );
    assert.ok(packet.read('video', bytes, 0));
    assert.equal(packet.bytes.toString('hex'), '80e01234000003e800000007' + '90808001' + '00beef');
    assert.deepEqual(
      [packet.sequenceNumber, packet.timestamp, packet.ssrc, packet.payloadType, packet.pictureId],
      [0x1234, 1000, 7, 96, 1],
    );
    assert.deepEqual([packet.startsFrame, packet.startsKeyFrame], [true, true]);
  });

  it('is no key frame when it is audio, another packet of a frame, or padding only', () => {
    packet.read('video', rtp(1, Buffer.from([0x90, 0x80, 0x01, 0x00, 0x00])), 0);
    assert.equal(packet.startsKeyFrame, true);
    packet.read('audio', rtp(1, Buffer.from([0x90, 0x80, 0x01, 0x00, 0x00])), 0);
    assert.deepEqual([packet.startsKeyFrame, packet.pictureId], [false, -1]);
    packet.read('video', rtp(1, Buffer.from([0x80, 0x80, 0x01, 0x00, 0x00])), 0);
    assert.equal(packet.startsKeyFrame, false);
    const padding = rtp(1, Buffer.from([0x90, 0x80, 3]));
    padding[0]! |= 0x20;
    packet.read('video', padding, 0);
    assert.deepEqual([packet.startsFrame, packet.startsKeyFrame, packet.pictureId], [false, false, -1]);
  });

  it('is refused when it is not RTP, and never throws', () => {
    assert.equal(packet.read('video', Buffer.alloc(5), 0), false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void packet.read('video', Buffer.from(bytes), 0)),
    );
  });
});
