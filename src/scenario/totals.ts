import type { ParticipantRole, PlannedParticipant, PlannedStep } from '../model/scenario.js';
import { isPublisher } from './roles.js';
import { publishedKinds } from './subscriptions.js';

/** A step whose totals are still to be counted. */
export type UncountedStep = Pick<PlannedStep, 'index' | 'participantsPerSession' | 'joins' | 'holdSeconds'>;

/**
 * Counts what is held in each step. A subscription is counted at its receiver, once its publisher is there too; a session is counted where
 * its participant 0 is, so that shares add up.
 */
export function countTotals(steps: readonly UncountedStep[], roles: readonly ParticipantRole[]): PlannedStep[] {
  const kindsOf = roles.map((role) => publishedKinds(role).length);
  const subscribersOf = new Array<number>(roles.length).fill(0);
  let sessions = 0;
  let participants = 0;
  let publishers = 0;
  const add = ({ role }: PlannedParticipant) => {
    sessions += Number(role.index === 0);
    participants += 1;
    publishers += Number(isPublisher(role));
    for (const from of role.receivesFrom) subscribersOf[from]! += 1;
  };
  return steps.map((step) => {
    step.joins.forEach(add);
    const present = subscribersOf.slice(0, step.participantsPerSession);
    return {
      ...step,
      sessions,
      participants,
      mediaConnections: present.reduce((sum, subscribers) => sum + subscribers, publishers),
      expectedStreams: present.reduce((sum, subscribers, from) => sum + subscribers * kindsOf[from]!, 0),
    };
  });
}
