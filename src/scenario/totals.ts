import type { ParticipantRole, PlannedParticipant, PlannedStep } from '../model/scenario.js';
import { isPublisher } from './roles.js';
import { publishedKinds } from './subscriptions.js';

/** A step whose totals are still to be counted. */
export type UncountedStep = Pick<PlannedStep, 'index' | 'participantsPerSession' | 'joins' | 'holdSeconds'>;

/**
 * Counts what is held in each step. A subscription is counted at its receiver, and from the size of session on at which both of its ends
 * are there; a session is counted where its participant 0 is, so that shares add up.
 */
export function countTotals(steps: readonly UncountedStep[], roles: readonly ParticipantRole[]): PlannedStep[] {
  const connectionsFrom = new Array<number>(roles.length).fill(0);
  const streamsFrom = new Array<number>(roles.length).fill(0);
  const kindsOf = roles.map((role) => publishedKinds(role).length);
  const add = ({ role }: PlannedParticipant) => {
    if (isPublisher(role)) connectionsFrom[role.index]! += 1;
    for (const from of role.receivesFrom) {
      const last = Math.max(from, role.index);
      connectionsFrom[last]! += 1;
      streamsFrom[last]! += kindsOf[from] ?? 0;
    }
  };
  let sessions = 0;
  let participants = 0;
  return steps.map((step) => {
    step.joins.forEach(add);
    sessions += step.joins.filter((join) => join.role.index === 0).length;
    participants += step.joins.length;
    const held = (counts: readonly number[]) =>
      counts.slice(0, step.participantsPerSession).reduce((sum, count) => sum + count, 0);
    return {
      ...step,
      sessions,
      participants,
      mediaConnections: held(connectionsFrom),
      expectedStreams: held(streamsFrom),
    };
  });
}
