import type { Progress } from '../model/gather.js';

/** What a generator says to the host. */
export type ToHost =
  | { readonly type: 'hello'; readonly scenario: string; readonly generator: number; readonly generators: number }
  | { readonly type: 'gather'; readonly key: string; readonly value: unknown; readonly timeoutMs: number }
  | { readonly type: 'progress'; readonly progress: Progress }
  /** The generator's part of the scenario is over as planned; its socket may close. */
  | { readonly type: 'done' }
  /** It ends before its time; the others need not wait. */
  | { readonly type: 'abandon'; readonly reason: string };

/** What the host says to a generator. */
export type FromHost =
  | { readonly type: 'gathered'; readonly key: string; readonly values: readonly unknown[] }
  | { readonly type: 'abort'; readonly reason: string };
