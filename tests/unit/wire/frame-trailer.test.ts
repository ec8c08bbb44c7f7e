import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SeededRandom } from '../../../src/participants/native/timing/random.js';
import { frameTrailerBytes, readFrameTrailer, writeFrameTrailer } from '../../../src/wire/frame-trailer.js';

const now = 1_795_405_000_123.456;

test('gives back what was written, wherever it stands, whatever is around it', () => {
  fc.assert(
    fc.property(
      fc.nat(0xffff),
      fc.nat(0xffffffff),
      fc.integer({ min: -86_400_000_000, max: 86_400_000_000 }),
      fc.uint8Array({ maxLength: 40 }),
      fc.nat(20),
      (publisher, sequence, beforeNowUs, payload, behind) => {
        const sentAt = (Math.round(now * 1000) - beforeNowUs) / 1000;
        const bytes = Buffer.concat([payload, Buffer.alloc(frameTrailerBytes + behind, 0xff)]);
        writeFrameTrailer(bytes, payload.length, { publisher, sequence, sentAt });
        assert.deepEqual(bytes.subarray(0, payload.length), Buffer.from(payload));
        const end = payload.length + frameTrailerBytes;
        assert.deepEqual(readFrameTrailer(bytes, end, now), { publisher, sequence, sentAt });
      },
    ),
  );
});

test('reads a send time across the end of its period', () => {
  const wraps = (7 * 2 ** 48) / 1000;
  for (const sentAt of [wraps - 3, wraps, wraps + 3]) {
    const bytes = Buffer.alloc(frameTrailerBytes);
    writeFrameTrailer(bytes, 0, { publisher: 1, sequence: 2, sentAt });
    for (const late of [-2, 0, 5]) assert.equal(readFrameTrailer(bytes, 16, sentAt + late)?.sentAt, sentAt);
  }
});

test('has the CRC of CRC-16/IBM-3740', () => {
  const bytes = Buffer.alloc(frameTrailerBytes);
  writeFrameTrailer(bytes, 0, { publisher: 0x3132, sequence: 0x33343536, sentAt: 0x373839 / 1000 });
  assert.equal(bytes.toString('hex'), '50563132333435360000003738396b5c');
});

test('is not read from anything else', () => {
  const bytes = Buffer.alloc(20);
  writeFrameTrailer(bytes, 4, { publisher: 3, sequence: 9, sentAt: now });
  assert.ok(readFrameTrailer(bytes, 20, now));
  assert.equal(readFrameTrailer(bytes, 19, now), undefined, 'not at the end');
  assert.equal(readFrameTrailer(bytes, 15, now), undefined, 'too short');
  assert.equal(readFrameTrailer(bytes, 21, now), undefined, 'beyond the end');
  for (let bit = 32; bit < 160; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(readFrameTrailer(changed, 20, now), undefined, `bit ${bit} changed`);
  }
});

test('is practically never read from random bytes, its magic included', () => {
  const random = new SeededRandom(4);
  const bytes = Buffer.alloc(frameTrailerBytes);
  let read = 0;
  for (let round = 0; round < 200_000; round++) {
    for (let at = 0; at < bytes.length; at++) bytes[at] = random.below(256);
    if (round % 2 === 0) bytes.writeUInt16BE(0x5056, 0);
    if (readFrameTrailer(bytes, 16, now)) read++;
  }
  // 100 000 with the right magic meet the CRC by chance 1.5 times in the mean.
  assert.ok(read <= 8, `${read} of 200 000`);
});
