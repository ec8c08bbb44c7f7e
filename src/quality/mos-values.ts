import type { InboundSample } from '../model/samples.js';
import { deltas, gain } from './deltas.js';
import type { Interval } from './intervals.js';
import { loss } from './loss.js';
import { mos } from './mos.js';
import { perStream } from './per-stream.js';
import { ratioOf } from './ratio-of.js';

type Intervals = readonly Interval<InboundSample>[];

/** Round trips of the two lines that a stream takes: publisher to server, and server to receiver. Absent = not measured. */
export interface HopRoundTrips {
  readonly publisherMs?: number;
  readonly receiverMs?: number;
}

const worstMos = 1;
/** Native participants play nothing; the delay of a jitter buffer as browsers have it on a good line, in ms. */
const assumedJitterBufferMs = 60;

/**
 * Mean opinion score of a received voice: delay = half of both round trips + jitter buffer; loss = what had to be concealed.
 * Undefined while one of the round trips is not known.
 */
export function mosValue(intervals: Intervals, { publisherMs, receiverMs }: HopRoundTrips): number | undefined {
  if (publisherMs === undefined || receiverMs === undefined) return undefined;
  // A stream that never came has no quality; one that stops has the worst.
  if (!gain(intervals, ({ bytesReceived }) => bytesReceived)) return undefined;
  const played = intervals.some(({ to }) => to.jitterBufferEmittedCount !== undefined);
  const delays = deltas(intervals, ({ jitterBufferDelay }) => jitterBufferDelay);
  const emitted = deltas(intervals, ({ jitterBufferEmittedCount }) => jitterBufferEmittedCount);
  const bytes = deltas(intervals, ({ bytesReceived }) => bytesReceived);
  const readings = intervals.map((interval, i) => {
    const bufferMs = played ? ratioOf(delays[i], emitted[i], 1000) : assumedJitterBufferMs;
    const lost = played ? concealedShare([interval]) : loss([interval]).residual;
    const bitrateKbps = ((bytes[i] ?? 0) * 8) / 1000 / interval.seconds;
    // Nothing came: whoever listens hears nothing.
    if (bitrateKbps === 0) return { value: worstMos, seconds: interval.seconds };
    const known = bufferMs !== undefined && lost !== undefined;
    const oneWayDelayMs = (publisherMs + receiverMs) / 2 + (bufferMs ?? 0);
    return { value: known ? mos({ oneWayDelayMs, loss: lost, bitrateKbps }) : undefined, seconds: interval.seconds };
  });
  return perStream('audio.mos', readings);
}

/** Audibly concealed samples / all samples; undefined where nothing plays. */
export function concealedShare(intervals: Intervals): number | undefined {
  const concealed = gain(intervals, (sample) => sample.concealedSamples);
  const silent = gain(intervals, (sample) => sample.silentConcealedSamples);
  const audible = concealed === undefined ? undefined : Math.max(0, concealed - (silent ?? 0));
  return ratioOf(
    audible,
    gain(intervals, (sample) => sample.totalSamplesReceived),
  );
}
