import { formatCount } from '../../src/model/format.js';
import type { ResolvedTopology } from '../../src/model/scenario.js';
import type { Verdict } from '../../src/model/verdict.js';

/** A verdict's mark: told apart without colour. */
export const verdictMark: Readonly<Record<Verdict, string>> = { passed: '✓', failed: '✗', inconclusive: '?' };

/** `1 session`, `4 sessions`. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

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

/** A topology in words. */
export function topologyText(topology: ResolvedTopology): string {
  switch (topology.type) {
    case 'n-to-n':
      return `N:N, ${counted(topology.size, 'participant')} per session${topology.only ? `, ${topology.only} only` : ''}`;
    case 'n-to-m':
      return `N:M, ${counted(topology.publishers, 'publisher')} and ${counted(topology.subscribers, 'subscriber')} per session`;
    case 'teaching':
      return `teaching, ${counted(topology.teachers, 'teacher')} and ${counted(topology.students, 'student')} per session`;
    case 'growing-n-to-n':
      return 'one growing session, N:N';
    case 'growing-n-to-m':
      return `one growing session, N:M with ${counted(topology.publishers, 'publisher')}`;
    case 'custom':
      return `custom: ${topology.name}`;
    case 'mix':
      return `mix of ${topology.parts.map((part) => `${topologyText(part.topology)} (weight ${part.weight})`).join('; ')}`;
  }
}
