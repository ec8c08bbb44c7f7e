import type { MetricName } from '../model/metrics.js';
import type { PlannedParticipant } from '../model/plan.js';
import type { ParticipantRole, ResolvedThreshold } from '../model/scenario.js';
import { isPublisher } from '../scenario/roles.js';

/** Someone who joins in a step. */
export type Joining = Pick<PlannedParticipant, 'kind' | 'role'>;

/** What a participant gives once, when it joins, and which participants do. */
const givenAtJoin: Partial<Record<MetricName, (role: ParticipantRole) => boolean>> = {
  joinTime: () => true,
  startLateness: () => true,
  publishTime: isPublisher,
  timeToFirstFrame: ({ receivesFrom }) => receivesFrom.length > 0,
};

/** Whether somebody who joins must give a threshold a value. Whoever stays from the step before gives none. */
export function awaitsJoins({ metric, participantKind }: ResolvedThreshold, joins: readonly Joining[]): boolean {
  const gives = givenAtJoin[metric as MetricName];
  return !gives || joins.some(({ kind, role }) => kind === (participantKind ?? kind) && gives(role));
}
