import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareLuma } from '../../../src/participants/picture/compare-luma.js';
import { testPicture } from '../../../src/participants/picture/test-picture.js';

const [width, height] = [64, 48];
const size = { width, height, stride: width };
const picture = testPicture(width, height);
const original = new Uint8Array(picture.bytes);
picture.render(5, original);

const about = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected}`);

test('the same picture has all likeness there is', () => {
  const { psnr, ssim } = compareLuma(original, original.slice(), size);
  assert.equal(psnr, 100);
  about(ssim, 1, 1e-12);
});

test('PSNR follows its definition', () => {
  // Every pixel off by 10: 10 · log10(255² / 100).
  const brighter = original.map((value) => value + 10);
  about(compareLuma(original, brighter, size).psnr, 28.1308, 1e-4);
  // One pixel of 64 off by 8: a mean squared error of 1.
  const dotted = original.map((value, index) => (index % 64 === 0 ? value + 8 : value));
  about(compareLuma(original, dotted, size).psnr, 48.1308, 1e-4);
});

test('SSIM follows its definition', () => {
  // Flat 100 against flat 120: only the luminance term, (2·100·120 + C1) / (100² + 120² + C1).
  const [flat, brighter] = [new Uint8Array(width * height).fill(100), new Uint8Array(width * height).fill(120)];
  about(compareLuma(flat, brighter, size).ssim, (24_000 + 6.5025) / (24_400 + 6.5025), 1e-9);
  // A checkerboard of 118 and 138 against its negative: variances of 100, covariance -100.
  const board = new Uint8Array(width * height).map((_, index) => ((index + Math.floor(index / width)) % 2 ? 138 : 118));
  const negative = board.map((value) => 256 - value);
  about(compareLuma(board, negative, size).ssim, (-200 + 58.5225) / (200 + 58.5225), 1e-9);
});

test('rows of the received picture may be longer than the picture', () => {
  const stride = width + 32;
  const padded = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) padded.set(original.subarray(y * width, (y + 1) * width), y * stride);
  assert.equal(compareLuma(original, padded, { width, height, stride }).psnr, 100);
});

test('another picture of the same kind is not taken for it', () => {
  const other = new Uint8Array(picture.bytes);
  picture.render(45, other);
  const { psnr, ssim } = compareLuma(original, other, size);
  assert.ok(psnr < 25 && ssim < 0.6, `${psnr} dB, ${ssim}`);
});
