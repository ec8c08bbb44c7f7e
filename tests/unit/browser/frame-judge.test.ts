import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameJudge } from '../../../src/participants/browser/page/frame-judge.js';
import type { Stamp } from '../../../src/participants/picture/stamp.js';

const at = 1_790_000_000_000;

/** A judge that saw frames of these numbers, each 20 ms after it was sent; undefined cannot be read. */
function judgeOf(numbers: readonly (number | undefined)[], stamp: Partial<Stamp> = { publisher: 2, at }) {
  const judge = frameJudge();
  for (const frame of numbers) judge.see(frame === undefined ? undefined : { frame, ...stamp }, at + 20);
  return judge;
}

test('gaps in the numbers are lost frames', () => {
  const { stampedFrames, stampedFramesLost } = judgeOf([7, 8, 11, 12, 14]).figures();
  assert.deepEqual([stampedFrames, stampedFramesLost], [5, 3]);
});

test('numbers that begin anew are no loss', () => {
  assert.equal(judgeOf([100, 101, 0, 1, 2]).figures().stampedFramesLost, 0, 'the publisher started again');
  assert.equal(judgeOf([5, 5, 6]).figures().stampedFramesLost, 0, 'shown twice');
  const judge = judgeOf([1, 2]);
  judge.see({ frame: 50, publisher: 3, at }, at);
  assert.equal(judge.figures().stampedFramesLost, 0, 'another publisher');
});

test('a frame that was seen but not read is not lost', () => {
  const { stampedFrames, stampedFramesLost } = judgeOf([1, undefined, 3, undefined, 6]).figures();
  assert.deepEqual([stampedFrames, stampedFramesLost], [3, 1]);
});

test('latency is the time since the picture was made', () => {
  const { totalEndToEndLatency, latencyMeasurements } = judgeOf([1, 2, 3, 4]).figures();
  assert.deepEqual([totalEndToEndLatency, latencyMeasurements], [0.08, 4]);
});

test('publishers are told with the latest at the end', () => {
  const judge = judgeOf([1, 2]);
  judge.see({ frame: 9, publisher: 5, at }, at);
  assert.deepEqual(judge.figures().shown, [
    [2, 2],
    [5, 1],
  ]);
  judge.see({ frame: 3, publisher: 2, at }, at);
  assert.deepEqual(judge.figures().shown, [
    [5, 1],
    [2, 3],
  ]);
});

test('a clip tells neither loss nor latency nor publisher', () => {
  assert.deepEqual(judgeOf([1, 2, 60, 61], {}).figures(), { stampedFrames: 4 });
});

test('likeness is the mean since the last look', () => {
  const judge = judgeOf([1]);
  judge.compared({ psnr: 30, ssim: 0.8 });
  judge.compared({ psnr: 40, ssim: 0.9 });
  const { psnr, ssim } = judge.figures();
  assert.deepEqual([psnr, ssim?.toFixed(6)], [35, '0.850000']);
  assert.equal(judge.figures().psnr, undefined);
});

test('nothing is told of pictures without stamps', () => {
  assert.deepEqual(judgeOf([undefined, undefined]).figures(), {});
});
