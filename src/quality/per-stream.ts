import { type MetricName, metrics } from '../model/metrics.js';
import { aggregate } from './aggregate.js';

/** A figure of one interval. */
export interface Reading {
  readonly value: number | undefined;
  readonly seconds: number;
}

/** One value of a stream from its intervals, by the catalogue's rule; undefined if none was measured. */
export function perStream(metric: MetricName, readings: readonly Reading[]): number | undefined {
  const measured = readings.flatMap(({ value, seconds }) => (value === undefined ? [] : [{ value, seconds }]));
  if (measured.length === 0) return undefined;
  const { perStream: rule, better } = metrics[metric];
  switch (rule) {
    case 'mean': {
      const total = measured.reduce((sum, { seconds }) => sum + seconds, 0);
      return measured.reduce((sum, { value, seconds }) => sum + value * seconds, 0) / total;
    }
    case 'p5':
    case 'p95':
    case 'min':
    case 'max':
      return aggregate(eachSecond(measured), rule, better);
    default:
      throw new RangeError(`${metric} has no rule for its seconds (${rule})`);
  }
}

// An interval that took three seconds weighs as three.
const eachSecond = (readings: readonly { readonly value: number; readonly seconds: number }[]): number[] =>
  readings.flatMap(({ value, seconds }) => new Array<number>(Math.max(1, Math.round(seconds))).fill(value));
