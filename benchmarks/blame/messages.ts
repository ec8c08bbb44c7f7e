import type { GeneratorHealth } from '../../src/model/figures.js';
import type { Verdict } from '../../src/model/verdict.js';

/** What a generator process is to run. */
export interface BlameTask {
  readonly url: string;
  readonly secret: string;
  readonly rooms: number;
  readonly participantsPerRoom: number;
}

/** What it concluded. */
export interface BlameResult {
  readonly verdict: Verdict | 'error';
  readonly reasons: readonly string[];
  readonly offeredLoad?: number;
  readonly health?: GeneratorHealth;
  /** Every stream that was missing or bad: `2 → 5 video: frozen`. */
  readonly faults?: readonly string[];
}

/** `ready`: everything is loaded, so that limits set from now on concern the load alone. */
export type FromGenerator = { readonly type: 'ready' } | ({ readonly type: 'result' } & BlameResult);
