import type { ComparisonOutcome } from '../../model/comparison.js';
import { round6 } from '../../quality/round.js';
import { holm } from './holm.js';
import { significance } from './rules.js';

/** What was found of one quantity, before it is known how many are compared. */
export interface Difference {
  readonly better: 'lower' | 'higher' | 'none';
  /** Above 0, as `change` is counted. */
  readonly margin: number;
  /** Runs on either side that have the quantity. */
  readonly runs: readonly [baseline: number, current: number];
  readonly baseline: number;
  readonly current: number;
  readonly change: number;
  /** These are absent if the runs do not tell how they vary. */
  readonly interval?: readonly [number, number];
  readonly pRise?: number;
  readonly pFall?: number;
}

export interface Outcome {
  readonly outcome: ComparisonOutcome;
  /** One-sided, toward the worse. */
  readonly adjustedP?: number;
}

/** Judges everything that a scenario compares, together. */
export function outcomesOf(differences: readonly Difference[]): Outcome[] {
  const tested = differences.filter(({ interval }) => interval);
  const adjusted = (toward: 'worse' | 'better') => {
    const values = holm(tested.map((of) => ((of.better === 'lower') === (toward === 'worse') ? of.pRise! : of.pFall!)));
    return new Map(tested.map((of, i) => [of, values[i]!]));
  };
  const [worse, better] = [adjusted('worse'), adjusted('better')];
  return differences.map((of) => {
    const [pWorse, pBetter] = [worse.get(of), better.get(of)];
    if (pWorse === undefined || pBetter === undefined) return { outcome: 'unclear' };
    const forTheWorse = of.better === 'lower' ? of.change : -of.change;
    return { outcome: outcomeOf(of, forTheWorse, pWorse, pBetter), adjustedP: round6(pWorse) };
  });
}

function outcomeOf({ interval, margin }: Difference, forTheWorse: number, pWorse: number, pBetter: number) {
  if (pWorse <= significance && forTheWorse > margin) return 'worse';
  if (pBetter <= significance && -forTheWorse > margin) return 'better';
  return interval![0] > -margin && interval![1] < margin ? 'same' : 'unclear';
}
