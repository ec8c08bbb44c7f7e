import type { Comparison } from '../../model/comparison.js';
import type { Verdict } from '../../model/verdict.js';

/** `--update-snapshots`: unset is `default`, without a value it is `changed`. */
export type UpdateMode = 'all' | 'changed' | 'missing' | 'none' | 'default';

/** What a run finds. */
export interface Found {
  /** `like`: it can be compared, and nothing alarms. `refused`: it is unlike, or cannot be read. */
  readonly state: 'missing' | 'like' | 'alarm' | 'refused';
  /** There are enough runs in the file for a comparison that decides. */
  readonly full: boolean;
  /** Without any comparison. */
  readonly verdict: Verdict;
}

/**
 * What becomes of the file, as Playwright's modes mean it.
 * - `none`: never written.
 * - `default`: written where there is none, and never changed.
 * - `missing`: also filled until there are enough runs.
 * - `changed`: every run is added; where it is unlike, unreadable or alarms, the file is started anew, because its runs describe
 *   something else. An inconclusive scenario describes nothing whole, and never takes the place of what is there.
 * - `all`: started anew, whatever it was; the only mode that records a failed scenario.
 */
export function writes(mode: UpdateMode, { state, full, verdict }: Found): Comparison['written'] {
  if (mode === 'none' || (verdict === 'failed' && mode !== 'all')) return null;
  if (state === 'missing') return 'created';
  switch (mode) {
    case 'default':
      return null;
    case 'missing':
      return state === 'like' && !full ? 'extended' : null;
    case 'changed':
      if (state === 'like') return 'extended';
      return verdict === 'inconclusive' ? null : 'replaced';
    case 'all':
      return 'replaced';
  }
}
