import type { StreamName } from '../model/figures.js';
import type { PlannedParticipant } from '../model/scenario.js';
import type { Population } from '../scenario/index.js';

/** A stream that must flow to one of our participants. */
export type ExpectedStream = Omit<StreamName, 'sessionName'>;

/**
 * The rows of the subscription matrix whose receiver is one of our own. A publisher that is not there is not expected, whoever carries
 * it. Ordered by session, receiver, publisher, kind.
 */
export function expectedStreams(population: Population<PlannedParticipant>): ExpectedStream[] {
  return population.own().flatMap(({ session, role, kind: receiver }) =>
    role.receivesFrom.flatMap((from) => {
      const publishes = population.roleAt(session, from)?.publishes;
      const kinds = (['audio', 'video'] as const).filter((kind) => publishes?.[kind]);
      return kinds.map((kind) => ({ session, from, to: role.index, kind, receiver }));
    }),
  );
}
