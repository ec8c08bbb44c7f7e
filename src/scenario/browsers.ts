import type { ParticipantRole } from '../model/scenario.js';

/** Places of one session that are filled in the same step. */
export interface SessionJoins {
  readonly session: number;
  /** Indexes of the participants that join. */
  readonly indexes: readonly number[];
  /** Roles of the session, by index. */
  readonly roles: readonly ParticipantRole[];
}

/** Key of one participant of a scenario. */
export const participantKey = (session: number, index: number): string => `${session}/${index}`;

/**
 * Chooses which of a step's joins are browsers: one session after the other gets one, until the count is spent, so that they are there
 * from the first step on and stay. Participants that receive video come first: a lone publisher would judge nothing.
 */
export function chooseBrowsers(joins: readonly SessionJoins[], count: number): Set<string> {
  const chosen = new Set<string>();
  const queues = joins.map(({ session, indexes, roles }) => ({ session, queue: videoReceiversFirst(indexes, roles) }));
  for (let round = 0; chosen.size < count && queues.some(({ queue }) => round < queue.length); round += 1)
    for (const { session, queue } of queues) {
      const index = queue[round];
      if (index !== undefined && chosen.size < count) chosen.add(participantKey(session, index));
    }
  return chosen;
}

function videoReceiversFirst(indexes: readonly number[], roles: readonly ParticipantRole[]): number[] {
  const receivesVideo = (index: number) => roles[index]?.receivesFrom.some((from) => roles[from]?.publishes.video);
  return [...indexes.filter(receivesVideo), ...indexes.filter((index) => !receivesVideo(index))];
}
