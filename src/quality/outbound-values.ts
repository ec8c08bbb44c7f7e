import type { MetricName } from '../model/metrics.js';
import type { OutboundSample } from '../model/samples.js';
import { deltas, gain, secondsOf } from './deltas.js';
import type { Interval } from './intervals.js';
import { perStream } from './per-stream.js';

type Intervals = readonly Interval<OutboundSample>[];

/** Values of a stream that a participant sends. */
export function outboundValues(intervals: Intervals): Partial<Record<MetricName, number | undefined>> {
  const bytes = deltas(intervals, (sample) => sample.bytesSent);
  const sendKbps = intervals.map(({ seconds }, i) => ({ value: ((bytes[i] ?? 0) * 8) / 1000 / seconds, seconds }));
  const roundTrips = intervals.map(({ to: { roundTripTime }, seconds }) => ({
    value: roundTripTime === undefined ? undefined : roundTripTime * 1000,
    seconds,
  }));
  return {
    hopRoundTripTime: perStream('hopRoundTripTime', roundTrips),
    sendBitrate: perStream('sendBitrate', sendKbps),
    qualityLimitedByCpu: share(intervals, (sample) => sample.qualityLimitationDurations?.cpu),
    qualityLimitedByBandwidth: share(intervals, (sample) => sample.qualityLimitationDurations?.bandwidth),
  };
}

/** Share of the time in which a duration grew. */
function share(intervals: Intervals, duration: (sample: OutboundSample) => number | undefined): number | undefined {
  const gained = gain(intervals, duration);
  return gained === undefined ? undefined : Math.min(1, gained / secondsOf(intervals));
}
