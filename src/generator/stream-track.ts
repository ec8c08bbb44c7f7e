import type { LastFigures } from '../model/figures.js';
import type { InboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { hasNews, hasRestarted } from '../quality/index.js';

/** Shorter gaps between two samples give rates that are noise, in ms. */
const shortestGapMs = 500;

/** A longer gap, or counters that begin anew, is between two stays at a place: no stream was due in it. */
const longestGapMs = 2_500;

/** Is told of every two samples of a stream that follow each other. */
type Between = (before: InboundSample, after: InboundSample) => void;

/** What is known of one expected stream since its receiver joined, however long ago that was. */
export class StreamTrack {
  /** The newest sample that brought packets, and the newest that brought frames. */
  lastMediaAt: EpochMs | undefined;
  lastFrameAt: EpochMs | undefined;
  /** Rates of the newest second that brought packets. */
  last: LastFigures | undefined;
  #seen: InboundSample | undefined;

  /** Takes in what is new among the samples of the stream. */
  update(samples: readonly InboundSample[], between?: Between): void {
    const seenAt = this.#seen?.at ?? Number.NEGATIVE_INFINITY;
    const first = samples.findLastIndex(({ at }) => at <= seenAt) + 1;
    for (const sample of samples.slice(first)) this.#take(sample, between);
  }

  #take(sample: InboundSample, between?: Between): void {
    const before = this.#seen;
    const elapsedMs = before ? sample.at - before.at : 0;
    // Samples that follow too closely are left for the next one to cover.
    if (before && elapsedMs < shortestGapMs) return;
    this.#seen = sample;
    if (before && elapsedMs <= longestGapMs && !hasRestarted(before, sample)) between?.(before, sample);
    if (!hasNews(before, sample)) return;
    this.lastMediaAt = sample.at;
    const frames = (sample.framesDecoded ?? 0) - (before?.framesDecoded ?? 0);
    if (frames > 0) this.lastFrameAt = sample.at;
    const bytes = sample.bytesReceived - (before?.bytesReceived ?? 0);
    if (!before || bytes < 0 || frames < 0) return;
    const seconds = elapsedMs / 1000;
    this.last = {
      at: sample.at,
      bitrateKbps: (bytes * 8) / 1000 / seconds,
      ...(sample.framesDecoded !== undefined && { framesPerSecond: frames / seconds }),
    };
  }
}
