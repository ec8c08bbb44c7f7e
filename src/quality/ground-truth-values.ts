import type { MetricName } from '../model/metrics.js';
import type { InboundSample } from '../model/samples.js';
import type { Interval } from './intervals.js';
import { perStream } from './per-stream.js';
import { ratioOf } from './ratio-of.js';

type Intervals = readonly Interval<InboundSample>[];
type Counter = (sample: InboundSample) => number | undefined;
type Values = Partial<Record<MetricName, number | undefined>>;

/** What the marks in a publisher's pictures tell of a received stream: latency, lost frames, whose picture it is, and how good. */
export function pictureValues(intervals: Intervals): Values {
  const seen = gain(intervals, ({ stampedFrames }) => stampedFrames);
  const lost = gain(intervals, ({ stampedFramesLost }) => stampedFramesLost);
  const sent = seen === undefined || lost === undefined ? undefined : seen + lost;
  return {
    'video.endToEndLatency': perStream(
      'video.endToEndLatency',
      meansMs(
        intervals,
        ({ totalEndToEndLatency }) => totalEndToEndLatency,
        ({ latencyMeasurements }) => latencyMeasurements,
      ),
    ),
    'video.framesLost': ratioOf(lost, sent),
    'video.identity': foreignShare(intervals),
    'video.psnr': perStream(
      'video.psnr',
      intervals.map(({ to, seconds }) => ({ value: to.psnr, seconds })),
    ),
    'video.ssim': perStream(
      'video.ssim',
      intervals.map(({ to, seconds }) => ({ value: to.ssim, seconds })),
    ),
  };
}

/** Latency of a browser's sound, from the changes of its tone. */
export function onsetLatency(intervals: Intervals): number | undefined {
  const readings = meansMs(
    intervals,
    ({ totalOnsetLatency }) => totalOnsetLatency,
    ({ onsetMeasurements }) => onsetMeasurements,
  );
  return perStream('audio.onsetLatency', readings);
}

/** Share of the frames that show another publisher than the one subscribed to; undefined if no frame told. */
export function foreignShare(intervals: Intervals): number | undefined {
  const foreign = gain(intervals, ({ foreignFrames }) => foreignFrames);
  return ratioOf(
    foreign,
    gain(intervals, ({ identifiedFrames }) => identifiedFrames),
  );
}

/**
 * What a counter of marks gained in each interval. Marks are counted per track, which may live on when the stream's own counters begin
 * anew, and begin anew when they go on: only the counter itself tells.
 */
function deltas(intervals: Intervals, counter: Counter): (number | undefined)[] {
  return intervals.map(({ from, to }) => {
    const [before, after] = [counter(from), counter(to)];
    if (after === undefined) return undefined;
    return before === undefined || after < before ? after : after - before;
  });
}

/** What it gained over all intervals; undefined if it was not measured in any. */
function gain(intervals: Intervals, counter: Counter): number | undefined {
  const gains = deltas(intervals, counter).flatMap((gained) => gained ?? []);
  return gains.length === 0 ? undefined : gains.reduce((sum, gained) => sum + gained, 0);
}

/** Mean of each interval from a total in seconds and its count, in ms. */
function meansMs(intervals: Intervals, total: Counter, count: Counter) {
  const [totals, counts] = [deltas(intervals, total), deltas(intervals, count)];
  return intervals.map(({ seconds }, i) => ({ value: ratioOf(totals[i], counts[i], 1000), seconds }));
}
