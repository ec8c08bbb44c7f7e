import type { ServerContext } from '../server-context.js';
import type { Session } from '../sessions/session.js';
import type { Participant } from '../signalling/rpc-session.js';
import { dropStream, dropSubscriptions } from './streams.js';

/** Why a participant was taken out, as clients are told. */
export type EvictionReason =
  | 'forceDisconnectByUser'
  | 'forceDisconnectByServer'
  | 'sessionClosedByServer'
  | 'networkDisconnect'
  | 'openviduServerStopped';

/** A participant leaves of its own will: the others are told, and the session ends with the last one. */
export function leave(context: ServerContext, participant: Participant): void {
  const others = participant.session.othersThan(participant.connection);
  takeOut(context, participant);
  const left = { connectionId: participant.connection.id, reason: 'disconnect' };
  context.participants.notifyAll(others, 'participantLeft', left);
  context.participants.release(participant.connection);
}

/** Takes a participant out. Those who stay see it leave; then everyone, itself included, is told that it was evicted. */
export function evict(context: ServerContext, participant: Participant, reason: EvictionReason): void {
  const { session, connection } = participant;
  const others = session.othersThan(connection);
  takeOut(context, participant);
  const departure = { connectionId: connection.id, reason };
  context.participants.notifyAll(others, 'participantLeft', departure);
  context.participants.notifyAll([...others, connection], 'participantEvicted', departure);
  context.participants.release(connection);
}

/** Evicts everyone in turn, so that those later in line see the earlier ones leave; then the session is gone. */
export function closeSession(
  context: ServerContext,
  session: Session,
  reason: 'sessionClosedByServer' | 'openviduServerStopped',
): void {
  for (const connection of session.activeConnections) evict(context, { session, connection }, reason);
  context.sessions.destroy(session);
}

function takeOut(context: ServerContext, participant: Participant): void {
  const { session, connection } = participant;
  dropStream(context, participant);
  dropSubscriptions(context, connection);
  session.remove(connection);
  if (session.activeConnections.length === 0) context.sessions.destroy(session);
}
