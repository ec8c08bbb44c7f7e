import type { SecondOfStream } from '../model/figures.js';
import type { InboundSample } from '../model/samples.js';
import { deltas } from './deltas.js';
import { intervalsWithin, type Window } from './intervals.js';
import { loss } from './loss.js';
import { round6 } from './round.js';

/** A received stream second by second, for people who look at what went wrong. */
export function secondsOfStream(samples: readonly InboundSample[], window: Window): SecondOfStream[] {
  const intervals = intervalsWithin(samples, window);
  const frames = deltas(intervals, ({ framesDecoded }) => framesDecoded);
  const bytes = deltas(intervals, ({ bytesReceived }) => bytesReceived);
  return intervals.map((interval, i) => {
    const { residual } = loss([interval]);
    return {
      at: Math.round(interval.to.at),
      bitrateKbps: round6(((bytes[i] ?? 0) * 8) / 1000 / interval.seconds),
      ...(frames[i] !== undefined && { framesPerSecond: round6(frames[i] / interval.seconds) }),
      ...(residual !== undefined && { residualLoss: round6(residual) }),
    };
  });
}
