import { mean } from '../../src/analysis/baseline/two-samples.js';

/** Standard deviation of a sample. */
export function deviationOf(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** 95 % confidence interval of a normal sample's deviation, by Wilson and Hilferty's approximation of chi squared. */
export function deviationInterval(values: readonly number[]): readonly [number, number] {
  const degrees = values.length - 1;
  const chiSquared = (z: number) => degrees * (1 - 2 / (9 * degrees) + z * Math.sqrt(2 / (9 * degrees))) ** 3;
  const deviation = deviationOf(values);
  return [1.96, -1.96].map((z) => deviation * Math.sqrt(degrees / chiSquared(z))) as [number, number];
}
