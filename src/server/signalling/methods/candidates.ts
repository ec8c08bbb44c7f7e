import { z } from 'zod';
import type { ServerContext } from '../../server-context.js';
import type { ActiveConnection } from '../../sessions/connection.js';
import { emptyReply, type Method, readParams } from '../method.js';

const candidateParams = z.object({
  endpointName: z.string(),
  candidate: z.string(),
  sdpMid: z.string(),
  sdpMLineIndex: z.number(),
});

/** More than any browser gathers for one peer. */
const maxWaitingCandidates = 64;

/** A candidate of the client's own publishing peer (its own connection id) or of a subscription (the publisher's connection id). */
export const onIceCandidate: Method = (call) => {
  const { context, participant } = call;
  const { session, connection } = participant;
  const { endpointName, candidate, sdpMid } = readParams(candidateParams, call);
  if (candidate === '') return emptyReply;
  const peerId = peerIdOf(connection, endpointName);
  if (peerId) context.media.addCandidate(peerId, candidate, sdpMid);
  else if (session.findActive(endpointName)) keep(connection, endpointName, candidate, sdpMid);
  return emptyReply;
};

/** Hands over the candidates that came before their peer existed. */
export function flushCandidates(
  context: ServerContext,
  connection: ActiveConnection,
  endpointName: string,
  peerId: string,
): void {
  const waiting = connection.waitingCandidates.get(endpointName) ?? [];
  connection.waitingCandidates.delete(endpointName);
  for (const { candidate, mid } of waiting) context.media.addCandidate(peerId, candidate, mid);
}

/** The peer that can take a candidate by now: a peer that offered takes none before it has the answer. */
function peerIdOf(connection: ActiveConnection, endpointName: string): string | undefined {
  if (endpointName === connection.id) return connection.stream?.id;
  const subscription = connection.subscriptions.get(endpointName);
  return subscription?.state === 'negotiated' ? subscription.legId : undefined;
}

function keep(connection: ActiveConnection, endpointName: string, candidate: string, mid: string): void {
  const waiting = connection.waitingCandidates.get(endpointName) ?? [];
  if (waiting.length < maxWaitingCandidates) waiting.push({ candidate, mid });
  connection.waitingCandidates.set(endpointName, waiting);
}
