import { inspect } from 'node:util';
import { LoadError } from '../model/errors.js';

/** A duration: `'500ms'`, `'30s'`, `'2m'`, or a number of seconds. */
export type Duration = number | `${number}ms` | `${number}s` | `${number}m`;

const msPerUnit = { ms: 1, s: 1000, m: 60_000 } as const;

/** Seconds of a {@link Duration}; undefined if it is none. Never negative. */
export function parseDuration(duration: unknown): number | undefined {
  if (typeof duration === 'number') return Number.isFinite(duration) && duration >= 0 ? duration : undefined;
  if (typeof duration !== 'string') return undefined;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(duration);
  if (!match) return undefined;
  const [, digits, unit] = match;
  return (Number(digits) * msPerUnit[unit as keyof typeof msPerUnit]) / 1000;
}

/**
 * Milliseconds of a {@link Duration}.
 * @throws LoadError `INVALID_SCENARIO` if it is none
 */
export function durationMs(duration: Duration): number {
  const seconds = parseDuration(duration);
  if (seconds === undefined)
    throw new LoadError(
      'INVALID_SCENARIO',
      `${inspect(duration)} is no duration; write '500ms', '30s', '2m' or a number of seconds.`,
    );
  return seconds * 1000;
}
