import type { MetricName } from '../../../src/model/metrics.js';
import type { RoomStream } from './calibration-room.js';
import type { Reading } from './readings.js';

/** What one stream must read. */
export interface Check {
  readonly quantity: string;
  /** In words, for the table. */
  readonly tolerance: string;
  /** @param readings all of this window @param baseline of the same stream without a fault */
  judge(reading: Reading, baseline: Reading, readings: readonly Reading[]): Outcome;
}

export interface Outcome {
  readonly expected: string;
  /** Undefined: the stream does not measure it. */
  readonly measured: string | undefined;
  readonly ok: boolean;
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

interface Expectation {
  readonly quantity: string;
  readonly tolerance: string;
  readonly show: (value: number) => string;
  expected(reading: Reading): number;
  allowed(expected: number, reading: Reading): number;
  read(reading: Reading, baseline: Reading, readings: readonly Reading[]): number | undefined;
}

function near({ quantity, tolerance, show, expected, allowed, read }: Expectation): Check {
  return {
    quantity,
    tolerance,
    judge(reading, baseline, readings) {
      const wanted = expected(reading);
      const value = read(reading, baseline, readings);
      if (value === undefined) return { expected: show(wanted), measured: undefined, ok: true };
      const ok = Math.abs(value - wanted) <= allowed(wanted, reading);
      return { expected: show(wanted), measured: show(value), ok };
    },
  };
}

const ofMetric = (metric: MetricName) => (reading: Reading) => reading.values[metric];

/** A share of so many packets, each lost or not by itself, is read within 4 standard deviations 9999 times of 10 000. */
const lossCheck = (metric: MetricName, ratio: number): Check =>
  near({
    quantity: metric,
    tolerance: ratio === 0 ? '± 0.5 points' : '± 4 σ of the packets due',
    show: percent,
    expected: () => ratio,
    allowed: (_, { packets }) => (ratio === 0 ? 0.005 : 4 * Math.sqrt((ratio * (1 - ratio)) / Math.max(1, packets))),
    read: ofMetric(metric),
  });

/** What a fault must make streams read, and how closely. */
export const checks = {
  residualLoss: (ratio: number) => lossCheck('video.residualLoss', ratio),
  networkLoss: (ratio: number) => lossCheck('video.networkLoss', ratio),

  addedLatency: (ms: number, allowedMs = 15): Check =>
    near({
      quantity: 'video.endToEndLatency − video.jitterBufferDelay, more than without the fault',
      tolerance: `± ${allowedMs} ms`,
      show: (value) => `${value.toFixed(0)} ms`,
      expected: () => ms,
      allowed: () => allowedMs,
      read: ({ medianTransitMs: now }, { medianTransitMs: then }) =>
        now === undefined || then === undefined ? undefined : now - then,
    }),

  jitter: (ms: number): Check =>
    near({
      quantity: 'jitter, median of the seconds',
      tolerance: '± 3 ms',
      show: (value) => `${value.toFixed(1)} ms`,
      expected: () => ms,
      allowed: () => 3,
      read: ({ medianJitterMs }) => medianJitterMs,
    }),

  frozenSeconds: (seconds: number): Check =>
    near({
      quantity: 'video.freezeRatio × judged time',
      tolerance: '± 0.5 s',
      show: (value) => `${value.toFixed(2)} s`,
      expected: () => seconds,
      allowed: () => 0.5,
      read: ({ values, seconds: judged }) => {
        const ratio = values['video.freezeRatio'];
        return ratio === undefined ? undefined : ratio * judged;
      },
    }),

  framesPerSecond: (framesPerSecond: number): Check =>
    near({
      quantity: 'video.framesPerSecond',
      tolerance: '± 10 %',
      show: (value) => `${value.toFixed(1)} fps`,
      expected: () => framesPerSecond,
      allowed: () => 0.1 * framesPerSecond,
      read: ofMetric('video.framesPerSecond'),
    }),

  /** Frames are left out that later ones refer to: a native receiver counts what is complete, a browser cannot decode all of it. */
  thinned: (framesPerSecond: number, of: (stream: RoomStream) => boolean): Check => ({
    quantity: 'video.framesPerSecond',
    tolerance: 'native: ± 1; browser: not above',
    judge: ({ stream, values }) => {
      const value = values['video.framesPerSecond'];
      const expected = of(stream) ? framesPerSecond : 30;
      const least = of(stream) ? (stream.receiver === 'native' ? framesPerSecond - 1 : 0) : 0.9 * 30;
      const ok = value === undefined || (value >= least && value <= expected + 1);
      return { expected: `${expected} fps`, measured: value === undefined ? undefined : `${value.toFixed(1)} fps`, ok };
    },
  }),

  identity: (ratio: number): Check =>
    near({
      quantity: 'video.identity',
      tolerance: '± 1 point',
      show: percent,
      expected: () => ratio,
      allowed: () => 0.01,
      read: ofMetric('video.identity'),
    }),

  /** Of the whole subscription: the cap is on what its audio and video share. */
  bandwidth: (kbps: number): Check =>
    near({
      quantity: 'video.bitrate + audio.bitrate',
      tolerance: '± 15 %',
      show: (value) => `${value.toFixed(0)} kbps`,
      expected: () => kbps,
      allowed: () => 0.15 * kbps,
      read: ({ stream, values }, _, readings) => {
        const audio = readings.find(
          ({ stream: other }) => other.kind === 'audio' && other.from === stream.from && other.to === stream.to,
        )?.values['audio.bitrate'];
        const video = values['video.bitrate'];
        return audio === undefined || video === undefined ? undefined : audio + video;
      },
    }),

  fault: (of: (stream: RoomStream) => string): Check => ({
    quantity: 'what is wrong',
    tolerance: 'exact',
    judge: ({ stream, fault }) => ({ expected: of(stream), measured: fault, ok: of(stream) === fault }),
  }),
};
