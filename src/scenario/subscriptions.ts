import type { ParticipantRole } from '../model/scenario.js';
import { isPublisher } from './roles.js';

/** One stream that a participant must receive. */
export interface ExpectedStream {
  readonly from: number;
  readonly to: number;
  readonly kind: 'audio' | 'video';
}

/** Kinds of media that a role publishes. */
export function publishedKinds(role: ParticipantRole | undefined): ('audio' | 'video')[] {
  return (['audio', 'video'] as const).filter((kind) => role?.publishes[kind]);
}

/** Every stream of a session, ordered by receiver, publisher and kind: one per subscription and kind of media of its publisher. */
export function subscriptionMatrix(roles: readonly ParticipantRole[]): ExpectedStream[] {
  return roles.flatMap(({ index: to, receivesFrom }) =>
    receivesFrom.flatMap((from) => publishedKinds(roles[from]).map((kind) => ({ from, to, kind }))),
  );
}

/** Media connections of a session: one per publishing participant and one per subscription. A room of 7, N:N, has 49. */
export function mediaConnectionsOf(roles: readonly ParticipantRole[]): number {
  return roles.reduce((sum, role) => sum + Number(isPublisher(role)) + role.receivesFrom.length, 0);
}

/** Streams that must flow in a session. */
export function expectedStreamsOf(roles: readonly ParticipantRole[]): number {
  return roles.reduce(
    (sum, role) => role.receivesFrom.reduce((of, from) => of + publishedKinds(roles[from]).length, sum),
    0,
  );
}
