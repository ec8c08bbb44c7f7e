import type { ServerContext } from '../server-context.js';
import type { ActiveConnection } from '../sessions/connection.js';
import type { PublishedStream } from '../sessions/stream.js';
import type { Participant } from '../signalling/rpc-session.js';

/** Ends a stream: its media, and silently every subscription to it (clients drop theirs when they are told). */
export function dropStream(context: ServerContext, { session, connection }: Participant): PublishedStream | undefined {
  const { stream } = connection;
  if (!stream) return undefined;
  connection.stream = undefined;
  for (const subscriber of session.activeConnections) dropSubscription(context, subscriber, connection.id);
  context.media.closeStream(stream.id);
  return stream;
}

/** Ends one subscription; does nothing if there is none. */
export function dropSubscription(context: ServerContext, subscriber: ActiveConnection, publisherId: string): void {
  const subscription = subscriber.subscriptions.get(publisherId);
  if (!subscription) return;
  subscriber.subscriptions.delete(publisherId);
  context.media.closeLeg(subscription.legId);
}

export function dropSubscriptions(context: ServerContext, subscriber: ActiveConnection): void {
  for (const publisherId of [...subscriber.subscriptions.keys()]) dropSubscription(context, subscriber, publisherId);
}

/**
 * Ends the stream of a participant and tells the others; the publisher too, where someone else did it.
 * False if it publishes nothing.
 */
export function unpublish(
  context: ServerContext,
  participant: Participant,
  reason: 'unpublish' | 'forceUnpublishByUser' | 'forceUnpublishByServer',
): boolean {
  if (!dropStream(context, participant)) return false;
  const { session, connection } = participant;
  const told = reason === 'unpublish' ? session.othersThan(connection) : session.activeConnections;
  context.participants.notifyAll(told, 'participantUnpublished', { connectionId: connection.id, reason });
  return true;
}
