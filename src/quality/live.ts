import { metrics } from '../model/metrics.js';
import type { LiveMetric, LiveQuality } from '../model/progress.js';
import type { InboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { aggregate } from './aggregate.js';
import { deltas } from './deltas.js';
import { hasRestarted, type Interval, inOrder, intervalsWithin } from './intervals.js';
import { loss } from './loss.js';
import { hasNews } from './silence.js';

/** Samples come about once a second; older ones say nothing of the present. */
const recentMs = 2500;

/** What streams do right now. Absent = not measured. */
export interface LiveFigures {
  /** Mean over video streams. */
  readonly framesPerSecond?: number;
  /** Packets lost after repair / expected, mean over streams. */
  readonly loss?: number;
  readonly flowingStreams: number;
  readonly quality: LiveQuality;
}

/** Whether a stream brings media at `at`: packets, and for video decoded frames. */
export function isFlowing(samples: readonly InboundSample[], at: EpochMs): boolean {
  const [before, after] = inOrder(samples)
    .filter((sample) => sample.at <= at && sample.at > at - recentMs)
    .slice(-2);
  if (!before || !after || !hasNews(before, after)) return false;
  const framesBefore = hasRestarted(before, after) ? 0 : (before.framesDecoded ?? 0);
  return after.framesDecoded === undefined || after.framesDecoded > framesBefore;
}

/**
 * Figures for a line of live progress.
 * @param streams samples of each stream that must flow
 */
export function liveFigures(streams: readonly (readonly InboundSample[])[], at: EpochMs): LiveFigures {
  const latest = streams.flatMap((samples) => intervalsWithin(samples, { from: at - recentMs, to: at }).slice(-1));
  const values = new Map<LiveMetric, number[]>();
  for (const interval of latest)
    for (const [metric, value] of valuesOf(interval)) {
      if (value === undefined) continue;
      const of = values.get(metric) ?? [];
      of.push(value);
      values.set(metric, of);
    }
  const rates = values.get('video.framesPerSecond') ?? [];
  const losses = [...(values.get('video.residualLoss') ?? []), ...(values.get('audio.residualLoss') ?? [])];
  return {
    ...(rates.length > 0 && { framesPerSecond: mean(rates) }),
    ...(losses.length > 0 && { loss: mean(losses) }),
    flowingStreams: streams.filter((samples) => isFlowing(samples, at)).length,
    quality: Object.fromEntries([...values].map(([metric, of]) => [metric, quantiles(metric, of)])),
  };
}

function valuesOf(interval: Interval<InboundSample>): (readonly [LiveMetric, number | undefined])[] {
  const { kind, jitter } = interval.to;
  const jitterMs = jitter === undefined ? undefined : jitter * 1000;
  const { residual } = loss([interval]);
  if (kind === 'audio')
    return [
      ['audio.residualLoss', residual],
      ['audio.jitter', jitterMs],
    ];
  return [
    ['video.framesPerSecond', frameRate(interval)],
    ['video.residualLoss', residual],
    ['video.jitter', jitterMs],
  ];
}

function quantiles(metric: LiveMetric, values: readonly number[]) {
  const { better } = metrics[metric];
  return {
    p5: aggregate(values, 'p5', better),
    p50: aggregate(values, 'p50', better),
    p95: aggregate(values, 'p95', better),
  };
}

function frameRate(interval: Interval<InboundSample>): number | undefined {
  const [frames] = deltas([interval], (sample) => sample.framesDecoded);
  return frames === undefined ? undefined : frames / interval.seconds;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
