import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { crc16 } from '../../../src/participants/picture/crc-16.js';
import { stampCodec } from '../../../src/participants/picture/stamp.js';
import { testPicture } from '../../../src/participants/picture/test-picture.js';

const [width, height] = [540, 360];

function render(frame: number, picture = testPicture(width, height)): Uint8Array {
  const bytes = new Uint8Array(picture.bytes);
  picture.render(frame, bytes);
  return bytes;
}

test('a picture follows from its number, whoever makes it', () => {
  const picture = testPicture(width, height);
  assert.equal(picture.bytes, (width * height * 3) / 2);
  for (const frame of [0, 1, 4711, 2 ** 24 - 1]) assert.deepEqual(render(frame, picture), render(frame));
  assert.notDeepEqual(render(0), render(1));
});

test('pictures are those that the clips were made of', () => {
  const digest = createHash('sha256').update(render(100)).digest('hex');
  assert.equal(
    digest,
    '6fd341494014dd764162a2ff9192f37da4b1f61a6228c3454b2cd05ea96372bd',
    'make the clips anew with media/make-clips.sh',
  );
});

test('there is something to see everywhere, within the range of video', () => {
  const bytes = render(33);
  assert.ok(bytes.every((value) => value >= 16 && value <= 235));
  const luma = bytes.subarray(0, width * height);
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
  const deviation = Math.sqrt(luma.reduce((sum, value) => sum + (value - mean) ** 2, 0) / luma.length);
  assert.ok(mean > 90 && mean < 160 && deviation > 20, `mean ${mean}, deviation ${deviation}`);
});

test('the functions for pages work as source text alone', () => {
  const here = render(9);
  const there = new Function(`const __name = (named) => named;
    const bytes = new Uint8Array(${here.length});
    (${testPicture})(${width}, ${height}).render(9, bytes);
    (${stampCodec})(${crc16}).write({ luma: bytes, stride: ${width}, width: ${width}, height: ${height} }, { frame: 9 });
    return bytes;`)() as Uint8Array;
  stampCodec(crc16).write({ luma: here, stride: width, width, height }, { frame: 9 });
  assert.deepEqual(there, here);
});
