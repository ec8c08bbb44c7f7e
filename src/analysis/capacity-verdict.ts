import { formatCount } from '../model/format.js';
import type { ResolvedCapacity, ResolvedScenario } from '../model/scenario.js';
import type { Capacity, CurveStep, Verdict } from '../model/verdict.js';
import { levelsJudged } from './levels.js';
import { stepReasons } from './step-reasons.js';

type AtLeast = NonNullable<ResolvedCapacity['atLeast']>;
type Sizes = Required<AtLeast>;

const units = {
  sessions: 'sessions',
  participants: 'participants',
  mediaConnections: 'media connections',
} as const satisfies Record<keyof Sizes, string>;

/**
 * Judges a search. `atLeast` passes if the lower bound reaches it, fails if the first failed level is at or below it, and is inconclusive
 * otherwise. Without it a search passes if it found a capacity or reached its end, fails if its very first level failed, and is
 * inconclusive if the generators, not the platform, were what stopped it: then the question is not answered.
 */
export function judgeCapacity(
  { capacity: sought }: ResolvedScenario,
  steps: readonly CurveStep[],
  capacity: Capacity | null,
  problems: readonly string[],
): { verdict: Verdict; reasons: string[] } {
  const firstFailed = steps.find(({ index }) => index === capacity?.firstFailedStep);
  const verdict = verdictOf(sought?.atLeast, steps, capacity, firstFailed);
  const incomplete = problems.length > 0 && verdict === 'passed';
  if (verdict === 'passed' && !incomplete) return { verdict, reasons: [] };
  const unmet = sought?.atLeast ? [expectation(sought.atLeast, capacity)] : [];
  const nothing = steps.length === 0 ? ['no step was judged'] : [];
  return {
    verdict: incomplete ? 'inconclusive' : verdict,
    reasons: [...problems, ...(incomplete ? [] : unmet), ...stepReasons(steps), ...nothing],
  };
}

function verdictOf(
  atLeast: AtLeast | undefined,
  steps: readonly CurveStep[],
  capacity: Capacity | null,
  firstFailed: CurveStep | undefined,
): Verdict {
  if (!capacity) return 'inconclusive';
  if (!atLeast && capacity.limitedBy?.kind === 'inconclusive') return 'inconclusive';
  if (!atLeast) return levelsJudged(steps)[0]?.verdict ?? 'inconclusive';
  if (sizes(atLeast).every(([unit, wanted]) => capacity[unit] >= wanted)) return 'passed';
  return firstFailed && sizes(atLeast).some(([unit, wanted]) => firstFailed[unit] <= wanted)
    ? 'failed'
    : 'inconclusive';
}

const sizes = (atLeast: AtLeast) =>
  (Object.keys(units) as (keyof Sizes)[]).flatMap((unit) => {
    const wanted = atLeast[unit];
    return wanted === undefined ? [] : [[unit, wanted] as const];
  });

function expectation(atLeast: AtLeast, capacity: Capacity | null): string {
  const list = (of: (unit: keyof Sizes, wanted: number) => number) =>
    sizes(atLeast)
      .map(([unit, wanted]) => `${formatCount(of(unit, wanted))} ${units[unit]}`)
      .join(', ');
  const found = capacity ? `${list((unit) => capacity[unit])} passed` : 'nothing passed';
  return `at least ${list((_, wanted) => wanted)} must pass; ${found}`;
}
