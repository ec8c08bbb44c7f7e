import type { SearchMethod } from '../../model/scenario.js';
import { type JudgedHold, type LevelVerdict, mostAttempts } from './level-verdict.js';
import { type Standing, standing } from './standing.js';

/**
 * Why a search is over. `found`: last passed and first failed level are neighbours, and confirmed. `upTo`: its last level passed.
 * `inconclusive`: the level above the last passed one cannot be judged. `collapse`: the last passed level passed although most of its
 * streams did not flow, so that nothing higher is tried.
 */
export type SearchEnd = 'found' | 'upTo' | 'inconclusive' | 'collapse';

/** What a search does next: hold a level for the first, second or third time, or end. */
export type SearchMove =
  | { readonly level: number; readonly attempt: number; readonly end?: never }
  | { readonly end: SearchEnd };

/**
 * The next move of a search for the capacity. Every generator and the reporter call it with the same holds, so that they agree.
 *
 * Load rises, level by level or twice as far each time, until a level does not pass; then the middle between the last good and the first
 * bad level is tried until they are neighbours. Both are confirmed: two of at most three holds agree. After a bad hold the last good level
 * comes again first, as long as it is not confirmed, and always before the bad one is: an overload may linger.
 * @param holds in their order
 * @param levels how many there are
 */
export function nextMove(holds: readonly JudgedHold[], levels: number, method: SearchMethod): SearchMove {
  const last = holds.at(-1);
  const now = standing(holds);
  const undecided = now.levels.find(({ verdict }) => verdict === 'open');
  if (undecided) return again(undecided);
  const { low, high } = now;
  const recovering = last !== undefined && last.verdict !== 'passed';
  if (recovering && low && !low.confirmed) return again(low);
  const probe = nextProbe(now, levels, method);
  if (probe !== undefined) return { level: probe, attempt: 1 };
  if (low && !low.confirmed) return again(low);
  if (high && !high.confirmed) return recovering && low && low.attempts < mostAttempts ? again(low) : again(high);
  return { end: endOf(now) };
}

/** A level between or above those that are known, never held before; undefined if there is none. */
function nextProbe({ low, high }: Standing, levels: number, method: SearchMethod): number | undefined {
  const from = low?.level ?? 0;
  if (high) return high.level - from > 1 ? Math.floor((from + high.level) / 2) : undefined;
  if (from === levels || low?.collapsed) return undefined;
  return method === 'staircase' ? from + 1 : Math.min(Math.max(1, 2 * from), levels);
}

function endOf({ low, high }: Standing): SearchEnd {
  if (high) return high.verdict === 'failed' ? 'found' : 'inconclusive';
  return low?.collapsed ? 'collapse' : 'upTo';
}

const again = ({ level, attempts }: LevelVerdict): SearchMove => ({ level, attempt: attempts + 1 });
