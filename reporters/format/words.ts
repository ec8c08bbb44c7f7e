import type { Verdict } from '../../src/model/verdict.js';
import { counted } from '../../src/model/words.js';

export { counted, topologyText } from '../../src/model/words.js';

/** A verdict's mark: told apart without colour. */
export const verdictMark: Readonly<Record<Verdict, string>> = { passed: '✓', failed: '✗', inconclusive: '?' };

export interface Load {
  /** Where join rates are tried; the other figures are then those of the participants that joined. */
  readonly joinsPerSecond?: number;
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
}

/** `4 sessions · 28 participants · 196 media connections`, `12 joins per second · 4 sessions · 28 participants`. */
export const loadText = (load: Load): string =>
  [
    ...(load.joinsPerSecond === undefined ? [] : [joinRateText(load.joinsPerSecond)]),
    counted(load.sessions, 'session'),
    counted(load.participants, 'participant'),
    ...(load.joinsPerSecond === undefined ? [counted(load.mediaConnections, 'media connection')] : []),
  ].join(' · ');

/** `12 joins per second`. */
const joinRateText = (rate: number): string => `${counted(rate, 'join')} per second`;

/** The load of a step in short: `5 sessions, 245 media connections`, or `12 joins per second`. */
export const levelText = (load: Load): string =>
  load.joinsPerSecond === undefined
    ? `${counted(load.sessions, 'session')}, ${counted(load.mediaConnections, 'media connection')}`
    : joinRateText(load.joinsPerSecond);

/** `4 min 12 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** `2025-11-22 03:14 UTC`. */
export const instantText = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
