import { z } from 'zod';
import { evict } from '../../operations/departures.js';
import { unpublish } from '../../operations/streams.js';
import { type Method, type ParticipantCall, readParams } from '../method.js';
import { SignallingError } from '../signalling-error.js';

const streamParams = z.object({ streamId: z.string() });
const connectionParams = z.object({ connectionId: z.string() });

/** The moderator has its answer before anyone learns of it. */
export const forceUnpublish: Method = (call) => {
  requireModerator(call);
  const { context, participant } = call;
  const { session } = participant;
  const { streamId } = readParams(streamParams, call);
  const found = session.findStream(streamId);
  if (!found) throw new SignallingError('userNotStreaming', `There is no stream ${streamId} in the session`);
  const target = { session, connection: found.owner };
  return {
    result: {},
    afterwards: () => {
      unpublish(context, target, 'forceUnpublishByUser');
    },
  };
};

/** The moderator has its answer before anyone learns of it. */
export const forceDisconnect: Method = (call) => {
  requireModerator(call);
  const { context, participant } = call;
  const { session } = participant;
  const { connectionId } = readParams(connectionParams, call);
  const connection = session.findActive(connectionId);
  if (!connection) throw new SignallingError('userNotFound', `There is no participant ${connectionId} in the session`);
  return { result: {}, afterwards: () => evict(context, { session, connection }, 'forceDisconnectByUser') };
};

function requireModerator({ method, participant }: ParticipantCall): void {
  if (participant.connection.properties.role !== 'MODERATOR')
    throw new SignallingError('unauthorized', `Only the role MODERATOR allows ${method}`);
}
