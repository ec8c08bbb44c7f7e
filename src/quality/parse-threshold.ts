import { type Aggregate, aggregates, type ResolvedThreshold } from '../model/scenario.js';

type Operator = ResolvedThreshold['operator'];

/** Operators of thresholds. */
export const thresholdOperators = ['<', '<=', '>', '>=', '=='] as const satisfies readonly Operator[];

/** Which part of a threshold's text is wrong. */
export interface ThresholdMistake {
  readonly mistake: 'form' | 'aggregate' | 'operator' | 'number';
  /** The part that is wrong. */
  readonly given: string;
}

/** What {@link parseThreshold} finds in the text itself. */
export type ThresholdParts = Pick<ResolvedThreshold, 'aggregate' | 'operator' | 'bound' | 'text'>;

/** Takes `p95 < 3000` apart, or says which part is wrong. Numbers are decimal, with an optional exponent. */
export function parseThreshold(text: string): ThresholdParts | ThresholdMistake {
  const parts = /^\s*(\w+)\s*([<>=!]+)\s*(\S+)\s*$/.exec(text);
  if (!parts) return { mistake: 'form', given: text };
  const [, aggregate = '', operator = '', number = ''] = parts;
  if (!isOneOf(aggregates, aggregate)) return { mistake: 'aggregate', given: aggregate };
  if (!isOneOf(thresholdOperators, operator)) return { mistake: 'operator', given: operator };
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(number) || !Number.isFinite(Number(number)))
    return { mistake: 'number', given: number };
  return { aggregate: aggregate as Aggregate, operator: operator as Operator, bound: Number(number), text };
}

const isOneOf = (allowed: readonly string[], given: string): boolean => allowed.includes(given);
