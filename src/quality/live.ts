import type { InboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
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
  readonly lowestFramesPerSecond?: number;
  /** Packets lost after repair / expected, mean over streams. */
  readonly loss?: number;
  readonly flowingStreams: number;
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
  const rates = latest.flatMap((interval) => frameRate(interval) ?? []);
  const losses = latest.flatMap((interval) => loss([interval]).residual ?? []);
  return {
    ...(rates.length > 0 && {
      framesPerSecond: mean(rates),
      lowestFramesPerSecond: rates.reduce((a, b) => Math.min(a, b)),
    }),
    ...(losses.length > 0 && { loss: mean(losses) }),
    flowingStreams: streams.filter((samples) => isFlowing(samples, at)).length,
  };
}

function frameRate(interval: Interval<InboundSample>): number | undefined {
  const [frames] = deltas([interval], (sample) => sample.framesDecoded);
  return frames === undefined ? undefined : frames / interval.seconds;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
