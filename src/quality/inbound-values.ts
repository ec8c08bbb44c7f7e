import type { MetricName } from '../model/metrics.js';
import type { InboundSample } from '../model/samples.js';
import { deltas } from './deltas.js';
import { freezes } from './freezes.js';
import { onsetLatency, pictureValues } from './ground-truth-values.js';
import type { Interval } from './intervals.js';
import { loss } from './loss.js';
import { concealedShare, type HopRoundTrips, mosValue } from './mos-values.js';
import { perStream } from './per-stream.js';
import { ratioOf } from './ratio-of.js';

type Intervals = readonly Interval<InboundSample>[];
type Counter = (sample: InboundSample) => number | undefined;
type Values = Partial<Record<MetricName, number | undefined>>;

/** Values of a video stream that a participant receives. */
export function inboundVideoValues(intervals: Intervals): Values {
  const { network, residual } = loss(intervals);
  const frozen = freezes(intervals);
  return {
    'video.framesPerSecond': perStream(
      'video.framesPerSecond',
      rates(intervals, (sample) => sample.framesDecoded),
    ),
    'video.bitrate': perStream('video.bitrate', kbps(intervals)),
    'video.residualLoss': residual,
    'video.networkLoss': network,
    'video.jitter': perStream('video.jitter', jitterMs(intervals)),
    'video.jitterBufferDelay': perStream('video.jitterBufferDelay', jitterBufferMs(intervals)),
    'video.freezeRatio': frozen && frozen.frozenSeconds / frozen.judgedSeconds,
    'video.frameHeight': perStream(
      'video.frameHeight',
      readings(intervals, (sample) => sample.frameHeight),
    ),
    'video.pliRate': perStream(
      'video.pliRate',
      rates(intervals, (sample) => sample.pliCount),
    ),
    'video.nackRate': perStream(
      'video.nackRate',
      rates(intervals, (sample) => sample.nackCount),
    ),
    ...pictureValues(intervals),
  };
}

/** Values of an audio stream that a participant receives. */
export function inboundAudioValues(intervals: Intervals, roundTrips: HopRoundTrips = {}): Values {
  return {
    'audio.bitrate': perStream('audio.bitrate', kbps(intervals)),
    'audio.residualLoss': loss(intervals).residual,
    'audio.jitter': perStream('audio.jitter', jitterMs(intervals)),
    'audio.jitterBufferDelay': perStream('audio.jitterBufferDelay', jitterBufferMs(intervals)),
    'audio.concealmentRatio': concealedShare(intervals),
    'audio.onsetLatency': onsetLatency(intervals),
    'audio.mos': mosValue(intervals, roundTrips),
  };
}

const rates = (intervals: Intervals, counter: Counter, factor = 1) => {
  const gains = deltas(intervals, counter);
  return intervals.map(({ seconds }, i) => ({ value: ratioOf(gains[i], seconds, factor), seconds }));
};

const kbps = (intervals: Intervals) => rates(intervals, (sample) => sample.bytesReceived, 8 / 1000);

const readings = (intervals: Intervals, read: Counter) =>
  intervals.map(({ to, seconds }) => ({ value: read(to), seconds }));

const jitterMs = (intervals: Intervals) =>
  readings(intervals, ({ jitter }) => (jitter === undefined ? undefined : jitter * 1000));

const jitterBufferMs = (intervals: Intervals) => {
  const delays = deltas(intervals, (sample) => sample.jitterBufferDelay);
  const emitted = deltas(intervals, (sample) => sample.jitterBufferEmittedCount);
  return intervals.map(({ seconds }, i) => ({ value: ratioOf(delays[i], emitted[i], 1000), seconds }));
};
