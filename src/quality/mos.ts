/** What the E-model is given of one stretch of received speech. */
export interface SpeechPath {
  /** Mouth to ear, ms. */
  readonly oneWayDelayMs: number;
  /** Share of the sound that was lost and had to be concealed, 0 to 1. */
  readonly loss: number;
  /** Of the received Opus stream; tells what the codec itself costs. */
  readonly bitrateKbps: number;
}

/** Rating without any impairment: the default values of ITU-T G.107 give R = 93.2. */
const bestRating = 93.2;

/**
 * Impairment by delay, Idd of ITU-T G.107 (7-27 and 7-28). Echo (Idte, Idle) is left out: every client of a conference cancels it.
 */
export function delayImpairment(oneWayDelayMs: number): number {
  if (oneWayDelayMs <= 100) return 0;
  const x = Math.log2(oneWayDelayMs / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** Effective equipment impairment under random loss, Ie-eff of ITU-T G.107 (7-29) with BurstR = 1. @param loss 0 to 1 */
export function equipmentImpairment(ie: number, bpl: number, loss: number): number {
  const percent = loss * 100;
  return ie + (95 - ie) * (percent / (percent + bpl));
}

/** Rating R as a mean opinion score, ITU-T G.107 Annex B. */
export function mosOfRating(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  return 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
}

/**
 * ITU-T G.113 has no factors for Opus. These are those of the open library rtcscore: the codec costs nothing above 156 kbit/s and 30 at
 * most, and concealment copes with loss as Bpl = 10 says. In-band FEC needs no other value here: what it repairs is not concealed.
 */
const opusBpl = 10;
const opusIe = (bitrateKbps: number) => Math.min(30, Math.max(0, 55 - 4.6 * Math.log(bitrateKbps * 1000)));

/** Estimated listening quality of Opus speech, 1 to 4.5: the E-model, ITU-T G.107. */
export function mos({ oneWayDelayMs, loss, bitrateKbps }: SpeechPath): number {
  const codec = equipmentImpairment(opusIe(bitrateKbps), opusBpl, loss);
  return mosOfRating(bestRating - delayImpairment(oneWayDelayMs) - codec);
}
