import type { StreamName } from '../model/figures.js';
import type { PlannedParticipant, PlannedStep } from '../model/scenario.js';

/** A stream that must flow to one of our participants. */
export type ExpectedStream = Omit<StreamName, 'sessionName'>;

/**
 * The rows of the subscription matrix whose receiver is one of `mine`, once the joins of all `steps` are done. A publisher that joins
 * in a later step is not expected yet. Ordered by session, receiver, publisher, kind.
 */
export function expectedStreams(steps: readonly PlannedStep[], mine: readonly PlannedParticipant[]): ExpectedStream[] {
  const publishers = new Map<string, PlannedParticipant>();
  for (const { joins } of steps) for (const join of joins) publishers.set(`${join.session}:${join.role.index}`, join);
  const ordered = [...mine].sort((a, b) => a.session - b.session || a.role.index - b.role.index);
  return ordered.flatMap(({ session, role, kind: receiver }) =>
    role.receivesFrom.flatMap((from) => {
      const publishes = publishers.get(`${session}:${from}`)?.role.publishes;
      const kinds = (['audio', 'video'] as const).filter((kind) => publishes?.[kind]);
      return kinds.map((kind) => ({ session, from, to: role.index, kind, receiver }));
    }),
  );
}
