import type { ResolvedThreshold } from '../model/scenario.js';

/**
 * Whether a value meets a threshold; NaN, an aggregate of nothing, never does. Compared as float32, in which values travel: a loss of
 * exactly 0.02 must fail `< 0.02` before and after the journey.
 */
export function meets({ operator, bound }: Pick<ResolvedThreshold, 'operator' | 'bound'>, value: number): boolean {
  const [found, allowed] = [Math.fround(value), Math.fround(bound)];
  switch (operator) {
    case '<':
      return found < allowed;
    case '<=':
      return found <= allowed;
    case '>':
      return found > allowed;
    case '>=':
      return found >= allowed;
    case '==':
      return found === allowed;
  }
}
