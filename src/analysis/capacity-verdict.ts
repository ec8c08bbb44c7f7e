import { formatCount } from '../model/format.js';
import type { ResolvedCapacity, ResolvedScenario } from '../model/scenario.js';
import type { Capacity, CurveStep, Verdict } from '../model/verdict.js';
import { attemptWith } from './search/attempt-with.js';
import { holdsOfCurve } from './search/holds.js';
import { standing } from './search/standing.js';
import { stepReasons } from './step-reasons.js';

type AtLeast = NonNullable<ResolvedCapacity['atLeast']>;
type Sizes = Required<AtLeast>;

const units = {
  sessions: 'sessions',
  participants: 'participants',
  mediaConnections: 'media connections',
  joinsPerSecond: 'joins per second',
} as const satisfies Record<keyof Sizes, string>;

/**
 * Judges a search. `atLeast` passes if the lower bound reaches it, fails if the first failed level is at or below it, and is inconclusive
 * otherwise. Without it a search passes if it found a capacity or reached its end, fails if its very first level failed, and is
 * inconclusive if the generators, not the platform, were what limited it: then the question is not answered. Its reasons are those of the
 * level where the way up ended.
 */
export function judgeCapacity(
  { capacity: sought }: ResolvedScenario,
  steps: readonly CurveStep[],
  capacity: Capacity | null,
  problems: readonly string[],
): { verdict: Verdict; reasons: string[] } {
  const failedAt = capacity?.firstFailedStep ?? null;
  const firstFailed = failedAt === null ? undefined : attemptWith(steps, failedAt, 'failed');
  const verdict = verdictOf(sought?.atLeast, capacity, firstFailed);
  const incomplete = problems.length > 0 && verdict === 'passed';
  if (verdict === 'passed' && !incomplete) return { verdict, reasons: [] };
  const unmet = sought?.atLeast ? [expectation(sought.atLeast, capacity)] : [];
  const nothing = steps.length === 0 ? ['no step was judged'] : [];
  return {
    verdict: incomplete ? 'inconclusive' : verdict,
    reasons: [...problems, ...(incomplete ? [] : unmet), ...stepReasons(whereItEnded(steps)), ...nothing],
  };
}

function whereItEnded(steps: readonly CurveStep[]): CurveStep[] {
  const { high } = standing(holdsOfCurve(steps));
  return steps.filter(({ index }) => !high || index === high.level);
}

function verdictOf(
  atLeast: AtLeast | undefined,
  capacity: Capacity | null,
  firstFailed: CurveStep | undefined,
): Verdict {
  if (!capacity) return 'inconclusive';
  if (!atLeast && capacity.limitedBy?.kind === 'inconclusive') return 'inconclusive';
  if (!atLeast) return capacity.lastPassedStep === null ? 'failed' : 'passed';
  if (sizes(atLeast).every(([unit, wanted]) => (capacity[unit] ?? 0) >= wanted)) return 'passed';
  return firstFailed &&
    sizes(atLeast).some(([unit, wanted]) => (firstFailed[unit] ?? Number.POSITIVE_INFINITY) <= wanted)
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
  const found = capacity ? `${list((unit) => capacity[unit] ?? 0)} passed` : 'nothing passed';
  return `at least ${list((_, wanted) => wanted)} must pass; ${found}`;
}
