/** A time within a hold, in ms from its start. Not finite where it began before the hold, or lasts beyond it. */
export interface Stay {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Somebody's time in a session during a hold. */
export interface Presence<T> extends Stay {
  readonly place: T;
  readonly own: boolean;
}

/** The whole hold. */
export const throughout: Stay = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** A stream that begins within a hold is judged from so long after its first frame. */
export const settleAfterJoinMs = 5_000;
/** What would be judged for less than this tells nothing: a stream is missing after 3 s, and samples come about once a second. */
export const leastJudgedMs = 4_000;

/** Whether it began before the hold, and has settled when that begins. */
export const beginsBefore = ({ fromMs }: Pick<Stay, 'fromMs'>): boolean => fromMs === throughout.fromMs;

/** Whether it is there all the time. */
export const isThroughout = (stay: Stay, holdMs: number): boolean => beginsBefore(stay) && stay.toMs >= holdMs;

/** When both are there; undefined if never. */
export function overlap(a: Stay, b: Stay): Stay | undefined {
  const [fromMs, toMs] = [Math.max(a.fromMs, b.fromMs), Math.min(a.toMs, b.toMs)];
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}

/** Whether a stream of this time is long enough to be judged in a hold. */
export function isJudged({ fromMs, toMs }: Stay, holdMs: number): boolean {
  if (isThroughout({ fromMs, toMs }, holdMs)) return true;
  const judgedFromMs = beginsBefore({ fromMs }) ? 0 : fromMs + settleAfterJoinMs;
  return Math.min(toMs, holdMs) - judgedFromMs >= leastJudgedMs;
}
