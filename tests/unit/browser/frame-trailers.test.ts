import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameTrailers } from '../../../src/participants/browser/page/frame-trailers.js';
import { crc16 } from '../../../src/participants/picture/crc-16.js';
import { frameTrailerBytes, writeFrameTrailer } from '../../../src/wire/frame-trailer.js';

const now = 1_790_000_000_000;

function encoded(publisher: number, sequence: number, sentAt: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(100 + frameTrailerBytes, 0xab);
  writeFrameTrailer(bytes, 100, { publisher, sequence, sentAt });
  return Uint8Array.from(bytes);
}

test('a trailer is read as native publishers write it', () => {
  const trailers = frameTrailers(crc16);
  trailers.read(encoded(6, 4_000_000_000, now - 12.345).buffer, 900, now);
  const { at, ...stamp } = trailers.take(900)!;
  assert.deepEqual(stamp, { publisher: 6, frame: 4_000_000_000 });
  assert.ok(Math.abs(at! - (now - 12.345)) < 0.001, `${at}`);
});

test('it belongs to the frame of its RTP time, once', () => {
  const trailers = frameTrailers(crc16);
  for (let frame = 0; frame < 5; frame++) trailers.read(encoded(1, frame, now).buffer, frame * 3000, now);
  assert.deepEqual([trailers.take(6000)?.frame, trailers.take(0)?.frame], [2, 0]);
  assert.equal(trailers.take(6000), undefined);
  assert.equal(trailers.take(1), undefined);
});

test('what is spoiled, short or something else is no trailer', () => {
  const trailers = frameTrailers(crc16);
  for (let byte = 100; byte < 116; byte++) {
    const spoiled = encoded(1, 2, now);
    spoiled[byte]! ^= 1;
    trailers.read(spoiled.buffer, byte, now);
    assert.equal(trailers.take(byte), undefined, `byte ${byte}`);
  }
  trailers.read(new Uint8Array(200).fill(7).buffer, 1, now);
  trailers.read(new ArrayBuffer(3), 2, now);
  assert.deepEqual([trailers.take(1), trailers.take(2)], [undefined, undefined]);
});

test('trailers of frames that never become a picture are forgotten', () => {
  const trailers = frameTrailers(crc16);
  for (let frame = 0; frame < 1000; frame++) trailers.read(encoded(1, frame, now).buffer, frame, now);
  assert.deepEqual([trailers.take(600), trailers.take(999)?.frame], [undefined, 999]);
});
