import { type JudgedHold, type LevelVerdict, levelVerdict } from './level-verdict.js';

/** Where a search stands: the two levels between which the capacity lies. */
export interface Standing {
  /** Every level that was held, ascending. */
  readonly levels: readonly LevelVerdict[];
  /** The highest level that passed below the first that did not; undefined if none did. */
  readonly low: LevelVerdict | undefined;
  /** The lowest level that did not pass; undefined if there is none, and above a level that passed although it collapsed. */
  readonly high: LevelVerdict | undefined;
}

/** What the holds so far, in their order, say together. */
export function standing(holds: readonly JudgedHold[]): Standing {
  const byLevel = new Map<number, [JudgedHold, ...JudgedHold[]]>();
  for (const hold of holds) {
    const same = byLevel.get(hold.level);
    if (same) same.push(hold);
    else byLevel.set(hold.level, [hold]);
  }
  const levels = [...byLevel.values()].map(levelVerdict).sort((a, b) => a.level - b.level);
  const bad = levels.find(({ verdict }) => verdict === 'failed' || verdict === 'inconclusive');
  const low = levels.findLast(({ level, verdict }) => verdict === 'passed' && (!bad || level < bad.level));
  return { levels, low, high: low?.collapsed ? undefined : bad };
}
