import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamValues } from '../../../src/quality/stream-values.js';
import { good, type Second, series, times } from './series.js';

const window = { from: 0, to: 60_000 };
const valuesOf = (seconds: readonly Second[]) => streamValues(series(seconds), window);
const marked: Second = {
  ...good,
  stampedFrames: 30,
  stampedFramesLost: 0,
  identifiedFrames: 30,
  foreignFrames: 0,
  totalEndToEndLatency: 30 * 0.04,
  latencyMeasurements: 30,
  psnr: 40,
  ssim: 0.97,
};

test('latency is the mean of each second, and the worst of few seconds', () => {
  const slow = { ...marked, totalEndToEndLatency: 30 * 0.25 };
  const values = valuesOf([...times(10, marked), slow, ...times(8, marked)]);
  assert.ok(Math.abs(values['video.endToEndLatency']! - 250) < 1e-6);
  assert.ok(Math.abs(valuesOf(times(10, marked))['video.endToEndLatency']! - 40) < 1e-6);
});

test('frames lost are a share of the frames sent', () => {
  const values = valuesOf([...times(9, marked), { ...marked, stampedFrames: 15, stampedFramesLost: 15 }]);
  assert.equal(values['video.framesLost'], 0.05);
});

test('identity is the share of frames that show another publisher', () => {
  const values = valuesOf([...times(9, marked), { ...marked, foreignFrames: 30, foreignPublisher: 2 }]);
  assert.equal(values['video.identity'], 0.1);
  assert.equal(valuesOf(times(10, marked))['video.identity'], 0);
});

test('picture quality: the worst second of few', () => {
  const values = valuesOf([...times(9, marked), { ...marked, psnr: 31, ssim: 0.9 }]);
  assert.equal(values['video.psnr'], 31);
  assert.equal(values['video.ssim'], 0.9);
});

test('what no mark tells is absent, never 0', () => {
  const values = valuesOf(times(10, good));
  const clips = valuesOf(times(10, { ...good, stampedFrames: 30, psnr: 38, ssim: 0.95 }));
  for (const metric of ['video.endToEndLatency', 'video.framesLost', 'video.identity'] as const) {
    assert.equal(values[metric], undefined);
    assert.equal(clips[metric], undefined);
  }
  assert.equal(values['video.psnr'], undefined);
  assert.equal(clips['video.psnr'], 38);
});

test('onset of sound: means of seconds in which the tone changed', () => {
  const heard: Second = { bytesReceived: 4000, packetsReceived: 50, totalOnsetLatency: 0.08, onsetMeasurements: 1 };
  const unheard: Second = { bytesReceived: 4000, packetsReceived: 50, totalOnsetLatency: 0, onsetMeasurements: 0 };
  const values = streamValues(series([heard, unheard, heard], 'audio'), window);
  assert.ok(Math.abs(values['audio.onsetLatency']! - 80) < 1e-6);
  assert.equal(streamValues(series([unheard], 'audio'), window)['audio.onsetLatency'], undefined);
});

test('marks are counted per track, whatever the counters of the stream do', () => {
  const samples = series(times(10, marked)).map((sample, i) =>
    // The transceiver is used anew: its counters begin again, those of the track go on.
    i < 5 ? sample : { ...sample, packetsReceived: (i - 5) * 60, bytesReceived: (i - 5) * 62_500 },
  );
  const lossy = samples.map((sample) => ({ ...sample, foreignFrames: 90 }));
  assert.equal(streamValues(lossy, window)['video.identity'], 0);
});
