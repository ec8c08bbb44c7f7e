import type { Verdict } from '../../model/verdict.js';
import { limits } from '../../scenario/limits.js';

/** No level is held more often: two of three agree, or nothing is known of it. */
export const mostAttempts = limits.holdsPerLevel;

/** One judged hold of a search. */
export interface JudgedHold {
  /** Number of the level, from 1. */
  readonly level: number;
  readonly verdict: Verdict;
  /** So few of the expected streams flowed that more load tells nothing. */
  readonly collapsed: boolean;
}

/** What the holds of one level say together. */
export interface LevelVerdict {
  readonly level: number;
  readonly attempts: number;
  /** `open`: the holds so far do not say which way to go. */
  readonly verdict: Verdict | 'open';
  /** Two holds agree, or no further one is allowed. */
  readonly confirmed: boolean;
  readonly collapsed: boolean;
}

/** The verdict of a level from all of its holds, at least one. */
export function levelVerdict(holds: readonly [JudgedHold, ...JudgedHold[]]): LevelVerdict {
  const [{ level }] = holds;
  const attempts = holds.length;
  const count = (verdict: Verdict) => holds.filter((hold) => hold.verdict === verdict).length;
  const collapsed = holds.some((hold) => hold.collapsed);
  const agreed = (['failed', 'passed', 'inconclusive'] as const).find((verdict) => count(verdict) >= 2);
  const known = { level, attempts, collapsed };
  if (agreed) return { ...known, verdict: agreed, confirmed: true };
  if (attempts >= mostAttempts) return { ...known, verdict: 'inconclusive', confirmed: true };
  const [passed, failed] = [count('passed'), count('failed')];
  if (passed !== failed) return { ...known, verdict: passed > failed ? 'passed' : 'failed', confirmed: false };
  // A collapse is not brought about a second time only because a generator suffered as well.
  if (passed === 0 && collapsed) return { ...known, verdict: 'inconclusive', confirmed: true };
  return { ...known, verdict: 'open', confirmed: false };
}
