import type { ParticipantRole, ResolvedMixPart, ResolvedTopology } from '../model/scenario.js';
import { rolesOf, sessionSizeOf } from './roles.js';
import { seededOrder } from './seeded-order.js';

/** Largest number of participants that a session has, or undefined where the session grows. */
export function largestSessionOf(topology: ResolvedTopology): number | undefined {
  if (topology.type !== 'mix') return sessionSizeOf(topology);
  return Math.max(...topology.parts.map((part) => sessionSizeOf(part.topology)!));
}

/** Roles of the first sessions, each by index. Sessions that are alike share one list. */
export function rolesOfSessions(
  topology: ResolvedTopology,
  sessions: number,
  seed: number,
): (readonly ParticipantRole[])[] {
  if (topology.type !== 'mix') return new Array<readonly ParticipantRole[]>(sessions).fill(rolesOf(topology));
  const roles = topology.parts.map((part) => rolesOf(part.topology));
  return apportion(topology.parts, sessions, seed).map((part) => roles[part]!);
}

/**
 * Which part of a mix each session is of. However many of the sessions are taken, from the first on, each part has its weight's share
 * of them to within less than one session: the part that is due earliest is next (Tijdeman's solution of the chairman assignment
 * problem). The seed decides between parts that are due alike.
 */
export function apportion(parts: readonly Pick<ResolvedMixPart, 'weight'>[], sessions: number, seed: number): number[] {
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  const slack = parts.length < 2 ? 0 : 1 / (2 * parts.length - 2);
  const order = seededOrder(parts.length, `${seed}/mix`);
  const had = parts.map(() => 0);
  const dueAt = (part: number) => ((had[part]! + 1 - slack) * sum) / parts[part]!.weight;
  return Array.from({ length: sessions }, (_, n) => {
    // A part may not run ahead of its share, and of those that may come, the one that must come first does.
    const eligible = order.filter((part) => ((n + 1) * parts[part]!.weight) / sum - had[part]! >= slack - 1e-9);
    const next = eligible.reduce((first, part) => (dueAt(part) < dueAt(first) - 1e-9 ? part : first), eligible[0]!);
    had[next]! += 1;
    return next;
  });
}
