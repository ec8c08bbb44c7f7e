import type { Likeness } from '../../picture/compare-luma.js';
import type { Stamp } from '../../picture/stamp.js';
import type { TrackTruth } from '../page-messages.js';

/** Draws the figures of one received track from the stamps of its frames. */
export interface FrameJudge {
  /** A frame was seen `at`, ms since the epoch, with this stamp (or trailer) or without one that can be read. */
  see(stamp: Stamp | undefined, at: number): void;
  compared(likeness: Likeness): void;
  /** Totals; likeness is the mean since the last call. */
  figures(): TrackTruth;
}

/** Self-contained, because browsers get its source text only. */
export function frameJudge(): FrameJudge {
  /** Larger steps of the number are another publisher's start. */
  const longestGap = 100_000;
  let stampedFrames = 0;
  let lost = 0;
  let numbered = false;
  let last: Stamp | undefined;
  let unreadable = 0;
  let totalLatencyMs = 0;
  let latencyMeasurements = 0;
  /** Frames by publisher, the one seen last at the end. */
  const shown = new Map<number, number>();
  let likenesses: Likeness[] = [];

  /** Numbers of clips jump with their groups of pictures, so that only those of pictures made for the moment tell of loss. */
  const countLost = (stamp: Stamp) => {
    const before = last;
    if (stamp.at === undefined) return;
    numbered = true;
    if (before?.at === undefined || before.publisher !== stamp.publisher) return;
    const step = stamp.frame - before.frame;
    if (step > 0 && step < longestGap) lost += Math.max(0, step - 1 - unreadable);
  };

  const mean = (of: keyof Likeness) => likenesses.reduce((sum, likeness) => sum + likeness[of], 0) / likenesses.length;

  return {
    see(stamp, at) {
      if (!stamp) {
        unreadable++;
        return;
      }
      stampedFrames++;
      countLost(stamp);
      last = stamp;
      unreadable = 0;
      if (stamp.at !== undefined) {
        totalLatencyMs += at - stamp.at;
        latencyMeasurements++;
      }
      if (stamp.publisher !== undefined) {
        const frames = shown.get(stamp.publisher) ?? 0;
        shown.delete(stamp.publisher);
        shown.set(stamp.publisher, frames + 1);
      }
    },
    compared: (likeness) => void likenesses.push(likeness),
    figures() {
      if (stampedFrames === 0) return {};
      const compared = likenesses.length > 0 ? { psnr: mean('psnr'), ssim: mean('ssim') } : {};
      likenesses = [];
      return {
        stampedFrames,
        ...(numbered ? { stampedFramesLost: lost } : {}),
        ...(latencyMeasurements > 0 ? { totalEndToEndLatency: totalLatencyMs / 1000, latencyMeasurements } : {}),
        ...(shown.size > 0 ? { shown: [...shown] } : {}),
        ...compared,
      };
    },
  };
}
