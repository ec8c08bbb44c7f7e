import type { SearchMethod } from '../../model/scenario.js';
import type { JudgedHold } from './level-verdict.js';
import { nextMove } from './next-move.js';

/** The first hold that a search must have asked for and that is not among those that are known; undefined if there is none. */
export function lostHold(
  holds: readonly JudgedHold[],
  levels: number,
  method: SearchMethod,
  /** The search says that it came to its end. */
  ended: boolean,
): { readonly level: number; readonly attempt: number } | undefined {
  for (let known = 0; known <= holds.length; known++) {
    const move = nextMove(holds.slice(0, known), levels, method);
    if (move.end) return undefined;
    const hold = holds[known];
    if (hold ? hold.level !== move.level : ended) return move;
  }
  return undefined;
}
