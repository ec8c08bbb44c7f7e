import { tCdf, tQuantile } from './student-t.js';

/** Difference between two samples, by the t test with pooled variance. */
export interface TwoSamples {
  /** Mean of the second less that of the first. */
  readonly difference: number;
  /** 95 % confidence interval of the difference. */
  readonly interval: readonly [number, number];
  /** One-sided: how likely a rise, or a fall, as large as this is without any change. */
  readonly pRise: number;
  readonly pFall: number;
}

const confidence = 0.95;

/**
 * Compares two samples that vary alike.
 * @param leastVariance what one value varies at least, known from how it is measured: a few values may agree by chance
 * @returns undefined with fewer than two values on either side: they do not tell how values vary
 */
export function twoSamples(
  before: readonly number[],
  after: readonly number[],
  leastVariance = 0,
): TwoSamples | undefined {
  if (before.length < 2 || after.length < 2) return undefined;
  const degrees = before.length + after.length - 2;
  const pooled = Math.max(leastVariance, (squares(before) + squares(after)) / degrees);
  const error = Math.sqrt(pooled * (1 / before.length + 1 / after.length));
  const difference = mean(after) - mean(before);
  const t = error > 0 ? difference / error : difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY;
  const reach = tQuantile((1 + confidence) / 2, degrees) * error;
  return {
    difference,
    interval: [difference - reach, difference + reach],
    pRise: tCdf(-t, degrees),
    pFall: tCdf(t, degrees),
  };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sum of the squared distances from the mean. */
function squares(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}
