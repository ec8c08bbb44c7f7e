import { z } from 'zod';
import type { ServerContext } from '../../server-context.js';
import type { ActiveConnection } from '../../sessions/connection.js';
import { legIdOf } from '../../sessions/stream.js';
import { emptyReply, type Method, readParams } from '../method.js';
import { SignallingError } from '../signalling-error.js';

const candidateParams = z.object({
  endpointName: z.string(),
  candidate: z.string(),
  sdpMid: z.string(),
  sdpMLineIndex: z.number(),
});

/** More than any browser gathers for one peer. */
const maxEarlyCandidates = 64;

/** A candidate of the client's own publishing peer (its own connection id) or of a subscription (the publisher's connection id). */
export const onIceCandidate: Method = (call) => {
  const { context, participant } = call;
  const { session, connection } = participant;
  const { endpointName, candidate, sdpMid } = readParams(candidateParams, call);
  const { stream } = session.findActive(endpointName) ?? {};
  if (candidate === '') return emptyReply;
  if (endpointName === connection.id && !stream) keep(connection, { candidate, mid: sdpMid });
  else if (stream) {
    const peerId = endpointName === connection.id ? stream.id : legIdOf(connection.id, stream.id);
    add(context, peerId, candidate, sdpMid);
  }
  // A candidate for a stream that has ended meanwhile is of no use to anyone.
  return emptyReply;
};

/** Hands over the candidates of a publisher that came before its stream had an id. */
export function flushEarlyCandidates(context: ServerContext, connection: ActiveConnection, streamId: string): void {
  for (const { candidate, mid } of connection.earlyCandidates.splice(0)) add(context, streamId, candidate, mid);
}

function keep(connection: ActiveConnection, candidate: ActiveConnection['earlyCandidates'][number]): void {
  if (connection.earlyCandidates.length < maxEarlyCandidates) connection.earlyCandidates.push(candidate);
}

function add({ media }: ServerContext, peerId: string, candidate: string, mid: string): void {
  try {
    media.addCandidate(peerId, candidate, mid);
  } catch (thrown) {
    throw new SignallingError('endpoint', 'The ICE candidate cannot be used', { cause: thrown });
  }
}
