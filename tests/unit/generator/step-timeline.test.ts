import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StepTimeline } from '../../../src/generator/step-timeline.js';
import type { InboundSample } from '../../../src/model/samples.js';

const sample = (at: number, packets: number, frames: number, kind: 'audio' | 'video' = 'video'): InboundSample => ({
  direction: 'inbound',
  kind,
  from: 1,
  at,
  bytesReceived: packets * 1000,
  packetsReceived: packets,
  packetsLost: packets / 10,
  ...(kind === 'video' && { framesDecoded: frames }),
});

test('what came between two samples is shared out over the seconds it covers', () => {
  const timeline = new StepTimeline();
  timeline.present(10_000, 7);
  timeline.add(sample(10_500, 0, 0), sample(12_500, 100, 60));
  const taken = timeline.take()!;
  assert.deepEqual(taken.videoSeconds, [0.5, 1, 0.5]);
  assert.deepEqual(taken.frames, [15, 30, 15]);
  assert.deepEqual(taken.packets, [25, 50, 25]);
  assert.deepEqual(taken.lost, [2.5, 5, 2.5]);
  assert.deepEqual(taken.participants, [7, 7, 7]);
  assert.equal(timeline.take(), undefined);
});

test('silence is counted, and the slowest stream kept', () => {
  const timeline = new StepTimeline();
  timeline.add(sample(0, 50, 30), sample(1000, 50, 30));
  timeline.add(sample(0, 0, 0), sample(1000, 50, 30));
  timeline.add(sample(0, 0, 0, 'audio'), sample(1000, 50, 0, 'audio'));
  const taken = timeline.take()!;
  assert.deepEqual([taken.silentSeconds, taken.streamSeconds, taken.slowest], [[1], [3], [0]]);
});

test('a stream that began anew brings nothing negative', () => {
  const timeline = new StepTimeline();
  timeline.add(sample(0, 500, 300), sample(1000, 10, 5));
  assert.deepEqual(timeline.take()!.packets, [0]);
});
