import type { MetricName } from '../../../src/model/metrics.js';
import { streamFault, streamValues, type Window } from '../../../src/quality/index.js';
import { intervalsWithin } from '../../../src/quality/intervals.js';
import type { RoomStream } from './calibration-room.js';

/** What a stream reads in a window, as the product judges it. */
export interface Reading {
  readonly stream: RoomStream;
  readonly values: Partial<Record<MetricName, number>>;
  /** `none`, or what is wrong with it. */
  readonly fault: string;
  /** Packets that were due. */
  readonly packets: number;
  /** Seconds that were judged. */
  readonly seconds: number;
  /**
   * Median over the seconds of `video.endToEndLatency`, ms, less what the receiver's own jitter buffer added to it in that second. The
   * metric itself is their p95, which one hiccup of a busy machine decides.
   */
  readonly medianTransitMs: number | undefined;
  /**
   * Median over the seconds of the stream's jitter, ms. Each second tells the running average of just that instant, and the sound of a
   * browser is even most of the time and comes in bursts now and then: whether a second's instant lies in a burst is chance, and decides
   * the metric's p95.
   */
  readonly medianJitterMs: number | undefined;
}

/** Frames per second of every publisher here. */
const nominalFramesPerSecond = 30;

export function readingOf(stream: RoomStream, window: Window): Reading {
  const { samples } = stream;
  const intervals = intervalsWithin(samples, window);
  const [first, last] = [intervals.at(0)?.from, intervals.at(-1)?.to];
  const packets =
    first && last ? last.packetsReceived + last.packetsLost - first.packetsReceived - first.packetsLost : 0;
  return {
    stream,
    values: streamValues(samples, window),
    fault: streamFault(samples, window, nominalFramesPerSecond)?.fault ?? 'none',
    packets,
    seconds: intervals.reduce((sum, { seconds }) => sum + seconds, 0),
    medianJitterMs: median(intervals.flatMap(({ to: { jitter } }) => (jitter === undefined ? [] : [jitter * 1000]))),
    medianTransitMs: median(intervals.flatMap(({ from, to }) => transitMs(stream, { from: from.at, to: to.at }) ?? [])),
  };
}

function transitMs({ samples }: RoomStream, second: Window): number | undefined {
  const { 'video.endToEndLatency': latency, 'video.jitterBufferDelay': buffered = 0 } = streamValues(samples, second);
  return latency === undefined ? undefined : latency - buffered;
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
