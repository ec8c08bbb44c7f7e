import { tQuantile } from '../../src/analysis/baseline/student-t.js';

/** A comparison of normal runs, on the metric's scale. */
export interface PowerOf {
  /** True difference for the worse. */
  readonly effect: number;
  /** Standard deviation of a run. */
  readonly deviation: number;
  readonly margin: number;
  readonly runs: readonly [baseline: number, current: number];
  /** One-sided level of this comparison, after whatever correction. */
  readonly level: number;
}

/**
 * How likely the pooled t test is significant and finds a difference beyond the margin: given the deviation that the runs show, the
 * difference is normal; this is the integral over that deviation, which is chi distributed.
 */
export function exactPower({ effect, deviation, margin, runs: [before, after], level }: PowerOf): number {
  const degrees = before + after - 2;
  const error = deviation * Math.sqrt(1 / before + 1 / after);
  const critical = tQuantile(1 - level, degrees);
  const logConstant = Math.log(2) + (degrees / 2) * Math.log(degrees / 2) - logGammaOfHalf(degrees);
  const steps = 4000;
  const widest = 6;
  let power = 0;
  for (let i = 0; i < steps; i++) {
    const ratio = ((i + 0.5) / steps) * widest;
    const density = Math.exp(logConstant + (degrees - 1) * Math.log(ratio) - (degrees * ratio * ratio) / 2);
    const needed = Math.max(margin, critical * error * ratio);
    power += normalCdf((effect - needed) / error) * density * (widest / steps);
  }
  return power;
}

/** log Γ(n / 2) for a whole n. */
function logGammaOfHalf(n: number): number {
  let [at, value] = n % 2 === 0 ? [1, 0] : [0.5, Math.log(Math.PI) / 2];
  while (at < n / 2) {
    value += Math.log(at);
    at += 1;
  }
  return value;
}

/** Abramowitz and Stegun, 7.1.26: off by less than 1.5e-7. */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const upper = (series * Math.exp(-x * x)) / 2;
  return z > 0 ? 1 - upper : upper;
}
