import type { TrackTruth } from '../page-messages.js';

/** Hears when a received tone changes. */
export interface ToneJudge {
  /** Some 10 ms of sound that were heard until `at`, ms since the epoch. */
  hear(samples: Float32Array, sampleRate: number, at: number): void;
  figures(): TrackTruth;
}

/** Self-contained, because browsers get its source text only. `tones`: Hz, in even and in odd seconds of the wall clock. */
export function toneJudge(tones: readonly [number, number]): ToneJudge {
  /** Share of the sound's energy from which on it is a tone. */
  const clearShare = 0.6;
  /** So many pieces in a row without a tone are a gap. */
  const gap = 6;
  let unclear = 0;
  let totalLatencyMs = 0;
  let onsetMeasurements = 0;
  let tone: number | undefined;
  let candidate: { tone: number; since: number } | undefined;

  /** Share of the energy at a frequency (Goertzel). */
  const shareOf = (frequency: number, samples: Float32Array, sampleRate: number, energy: number): number => {
    const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
    let before = 0;
    let beforeThat = 0;
    for (let index = 0; index < samples.length; index++) {
      const now = samples[index]! + coefficient * before - beforeThat;
      beforeThat = before;
      before = now;
    }
    const power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
    return (2 * power) / (samples.length * energy);
  };

  const toneOf = (samples: Float32Array, sampleRate: number): number | undefined => {
    let energy = 0;
    for (let index = 0; index < samples.length; index++) energy += samples[index]! ** 2;
    if (energy / samples.length < 1e-6) return undefined;
    const found = tones.findIndex((frequency) => shareOf(frequency, samples, sampleRate, energy) > clearShare);
    return found < 0 ? undefined : found;
  };

  return {
    hear(samples, sampleRate, at) {
      const heard = toneOf(samples, sampleRate);
      if (heard === undefined || heard === tone) {
        candidate = undefined;
        unclear = heard === undefined ? unclear + 1 : 0;
        // What changed behind a gap was not heard when it came.
        if (unclear >= gap) tone = undefined;
        return;
      }
      unclear = 0;
      // Heard twice in a row: once may be noise of a repair.
      if (candidate?.tone !== heard) {
        candidate = { tone: heard, since: at };
        return;
      }
      if (tone !== undefined) {
        // The tone came with the latest second of its kind, so that up to 2 s can be told.
        const period = 2000;
        const latencyMs = (((candidate.since - heard * 1000) % period) + period) % period;
        // Clocks that differ make a short latency negative, which looks like almost the whole period.
        if (latencyMs < 1900) {
          totalLatencyMs += latencyMs;
          onsetMeasurements++;
        }
      }
      tone = heard;
      candidate = undefined;
    },
    figures: () => (onsetMeasurements > 0 ? { totalOnsetLatency: totalLatencyMs / 1000, onsetMeasurements } : {}),
  };
}
