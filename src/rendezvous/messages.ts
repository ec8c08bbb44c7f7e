import type { Attendance } from '../model/gather.js';
import type { Progress } from '../model/progress.js';
import type { EpochMs } from '../model/units.js';

/** What a generator says to the host. */
export type ToHost =
  | ({ readonly type: 'hello' } & Attendance)
  | { readonly type: 'gather'; readonly key: string; readonly value: unknown; readonly timeoutMs: number }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'time'; readonly askedAt: EpochMs }
  /** The generator's part of the scenario is over as planned; its socket may close. */
  | { readonly type: 'done' }
  /** It ends before its time; the others need not wait. */
  | { readonly type: 'abandon'; readonly reason: string };

/** What the host says to a generator. */
export type FromHost =
  | { readonly type: 'gathered'; readonly key: string; readonly values: readonly unknown[] }
  | { readonly type: 'time'; readonly askedAt: EpochMs; readonly receivedAt: EpochMs; readonly answeredAt: EpochMs }
  | { readonly type: 'abort'; readonly reason: string };
