import type { InboundSample } from '../../../src/model/samples.js';

/** What the stamps of a stream's latest frames tell. */
export interface StampedStretch {
  readonly frames: number;
  readonly lostShare: number;
  readonly latencySeconds: number;
}

/** Of the last samples, over at least so many stamped frames; undefined if there are not so many yet. */
export function stampedStretch(samples: readonly InboundSample[], least: number): StampedStretch | undefined {
  const to = samples.at(-1);
  const from = samples.findLast((sample) => stamped(to) - stamped(sample) >= least);
  if (!from) return undefined;
  const frames = stamped(to) - stamped(from);
  const since = (count: (sample: InboundSample) => number | undefined) => (count(to!) ?? 0) - (count(from) ?? 0);
  return {
    frames,
    lostShare: since((sample) => sample.stampedFramesLost) / frames,
    latencySeconds: since((sample) => sample.totalEndToEndLatency) / since((sample) => sample.latencyMeasurements),
  };
}

/**
 * Whether a stream came through as it does where nothing else keeps the machine busy: a browser that is starved leaves frames out and is
 * late, which the stamps tell truly.
 */
export function isUndisturbed(stretch: StampedStretch | undefined): boolean {
  return stretch !== undefined && stretch.lostShare <= 0.05 && isPlausible(stretch.latencySeconds);
}

/** A picture takes more than 3 ms to be encoded, sent and decoded, and less than half a second on one machine. */
const isPlausible = (latencySeconds: number): boolean => latencySeconds > 0.003 && latencySeconds < 0.5;

const stamped = (sample: InboundSample | undefined): number => sample?.stampedFrames ?? 0;
