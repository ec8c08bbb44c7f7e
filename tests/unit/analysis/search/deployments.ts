import type { JudgedHold } from '../../../../src/analysis/search/level-verdict.js';
import { nextMove, type SearchEnd } from '../../../../src/analysis/search/next-move.js';
import { standing } from '../../../../src/analysis/search/standing.js';
import type { SearchMethod } from '../../../../src/model/scenario.js';
import type { CurveStep, Verdict } from '../../../../src/model/verdict.js';
import { step } from '../figures.js';

/** Judges a hold: its level, and how many holds there were before. */
export type Deployment = (level: number, before: readonly JudgedHold[]) => Verdict;

export interface Found {
  readonly holds: readonly JudgedHold[];
  readonly end: SearchEnd;
  /** The capacity, 0 if nothing passed. */
  readonly low: number;
  readonly high: number | undefined;
}

/** Searches a deployment to the end. */
export function search(
  deployment: Deployment,
  { levels = 30, method = 'bisection' as SearchMethod, collapsesAbove = Number.POSITIVE_INFINITY } = {},
): Found {
  const holds: JudgedHold[] = [];
  for (;;) {
    const move = nextMove(holds, levels, method);
    if (move.end) {
      const { low, high } = standing(holds);
      return { holds, end: move.end, low: low?.level ?? 0, high: high?.level };
    }
    const before = holds.filter(({ level }) => level === move.level).length;
    if (move.attempt !== before + 1) throw new Error(`attempt ${move.attempt} of level ${move.level} after ${before}`);
    if (holds.length > 3 * levels) throw new Error('the search does not end');
    holds.push({
      level: move.level,
      verdict: deployment(move.level, holds),
      collapsed: move.level > collapsesAbove,
    });
  }
}

/** Holds so many levels, and no more. */
export const holding =
  (knee: number): Deployment =>
  (level) =>
    level <= knee ? 'passed' : 'failed';

/** `16 16 30✗`: the levels that were held, with what did not pass. */
export const course = ({ holds }: Found): string =>
  holds.map(({ level, verdict }) => `${level}${{ passed: '', failed: '✗', inconclusive: '?' }[verdict]}`).join(' ');

/** The curve of a whole search. */
export function curveOf({ holds }: Pick<Found, 'holds'>): CurveStep[] {
  return holds.map(({ level, verdict }, i) => {
    const attempt = holds.slice(0, i + 1).filter((hold) => hold.level === level).length;
    return step(level, verdict, { attempt });
  });
}
