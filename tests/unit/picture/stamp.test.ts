import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc16 } from '../../../src/participants/picture/crc-16.js';
import { type Stamp, stampCodec } from '../../../src/participants/picture/stamp.js';
import { testPicture } from '../../../src/participants/picture/test-picture.js';

const codec = stampCodec(crc16);
const now = 1_790_000_000_000;
const sizes = [
  { width: 320, height: 180 },
  { width: 640, height: 360 },
  { width: 540, height: 360 },
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
];
const stamps: Stamp[] = [
  { frame: 0 },
  { frame: 0, publisher: 0, at: now },
  { frame: 2 ** 24 - 1, publisher: 65_534, at: now - 12_345 },
  { frame: 1234, publisher: 6 },
  { frame: 77, at: now + 3 },
];

const lcg = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

function stamped(width: number, height: number, stamp: Stamp) {
  const picture = testPicture(width, height);
  const luma = new Uint8Array(picture.bytes);
  picture.render(stamp.frame, luma);
  const plane = { luma, stride: width, width, height };
  codec.write(plane, stamp);
  return plane;
}

/** The picture at another size, each pixel the mean of those that it covers. */
function scaled({ luma, stride, width, height }: ReturnType<typeof stamped>, to: { width: number; height: number }) {
  const stripe = (index: number, size: number, toSize: number) => {
    const first = Math.floor((index * size) / toSize);
    return { first, end: Math.max(first + 1, Math.ceil(((index + 1) * size) / toSize)) };
  };
  const smaller = new Uint8Array(to.width * to.height);
  for (let y = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++) {
      const [rows, columns] = [stripe(y, height, to.height), stripe(x, width, to.width)];
      let sum = 0;
      for (let row = rows.first; row < rows.end; row++)
        for (let column = columns.first; column < columns.end; column++) sum += luma[row * stride + column]!;
      smaller[y * to.width + x] = sum / ((rows.end - rows.first) * (columns.end - columns.first));
    }
  return { luma: smaller, stride: to.width, ...to };
}

for (const { width, height } of sizes)
  test(`a stamp is read as it was written, ${width}×${height}`, () => {
    for (const stamp of stamps)
      assert.deepEqual(codec.read(stamped(width, height, stamp), now), { ...stamp, unscaled: true });
  });

test('the upper left part of a picture is enough', () => {
  for (const { width, height } of sizes) {
    const whole = stamped(width, height, stamps[1]!);
    const area = codec.area(width, height);
    const part = new Uint8Array(area.width * area.height);
    for (let y = 0; y < area.height; y++)
      part.set(whole.luma.subarray(y * width, y * width + area.width), y * area.width);
    assert.deepEqual(codec.read({ luma: part, stride: area.width, width, height }, now), {
      ...stamps[1],
      unscaled: true,
    });
  }
});

test('a stamp survives noise', () => {
  const random = lcg(1);
  for (const { width, height } of sizes) {
    const noisy = stamped(width, height, stamps[2]!);
    for (let index = 0; index < width * height; index++)
      noisy.luma[index] = Math.max(0, Math.min(255, noisy.luma[index]! + (random() - 0.5) * 120));
    assert.deepEqual(codec.read(noisy, now), { ...stamps[2], unscaled: true });
  }
});

test('a stamp survives scaling, and tells of it', () => {
  for (const size of sizes)
    for (const share of [3 / 4, 2 / 3, 1 / 2, 1 / 3, 1 / 4, 3 / 8, 2]) {
      const to = { width: 2 * Math.round((size.width * share) / 2), height: 2 * Math.round((size.height * share) / 2) };
      if (to.height < 120) continue;
      const found = codec.read(scaled(stamped(size.width, size.height, stamps[2]!), to), now);
      assert.deepEqual(found, { ...stamps[2], unscaled: false }, `${size.height} to ${to.width}×${to.height}`);
    }
});

test('the sizes of clips are told apart', () => {
  for (const from of sizes)
    for (const to of sizes) {
      const found = codec.read(scaled(stamped(from.width, from.height, stamps[2]!), to), now);
      assert.equal(found?.unscaled, from === to, `${from.width}×${from.height} as ${to.width}×${to.height}`);
    }
});

test('a block that was changed is noticed', () => {
  const area = codec.area(640, 360);
  for (let index = 0; index < 96; index++) {
    const changed = stamped(640, 360, stamps[2]!);
    const left = (index % 12) * 16;
    const top = Math.floor(index / 12) * 16;
    assert.ok(left < area.width && top < area.height);
    const shade = changed.luma[top * 640 + left] === 16 ? 235 : 16;
    for (let y = top; y < top + 16; y++) changed.luma.fill(shade, y * 640 + left, y * 640 + left + 16);
    assert.equal(codec.read(changed, now), undefined, `block ${index}`);
  }
});

test('other pictures are never read as stamped', () => {
  const random = lcg(2);
  const [width, height] = [320, 180];
  const luma = new Uint8Array(width * height);
  const plane = { luma, stride: width, width, height };
  for (const shade of [0, 16, 128, 235, 255])
    assert.equal(codec.read({ ...plane, luma: luma.fill(shade) }, now), undefined);
  for (let picture = 0; picture < 300; picture++) {
    for (let index = 0; index < luma.length; index++) luma[index] = random() * 256;
    assert.equal(codec.read(plane, now), undefined, 'noise');
    // Blocks as large as those of a stamp, black or white at random.
    for (let y = 0; y < 64; y += 8)
      for (let x = 0; x < 96; x += 8) {
        const shade = random() < 0.5 ? 16 : 235;
        for (let row = y; row < y + 8; row++) luma.fill(shade, row * width + x, row * width + x + 8);
      }
    assert.equal(codec.read(plane, now), undefined, 'blocks');
  }
  const unstamped = testPicture(640, 360);
  const bytes = new Uint8Array(unstamped.bytes);
  for (let frame = 0; frame < 100; frame++) {
    unstamped.render(frame, bytes);
    assert.equal(codec.read({ luma: bytes, stride: 640, width: 640, height: 360 }, now), undefined);
  }
});
