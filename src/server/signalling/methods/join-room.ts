import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ServerContext } from '../../server-context.js';
import { newFinalUserId } from '../../sessions/ids.js';
import { metadataOf } from '../../sessions/metadata.js';
import { embeddedVersion } from '../../version.js';
import { type Call, type Method, type Reply, readParams } from '../method.js';
import { participantNotice, presentParticipantNotice } from '../notices.js';
import { SignallingError } from '../signalling-error.js';

const joinParams = z.object({
  session: z.string(),
  token: z.string(),
  secret: z.string(),
  platform: z.string(),
  metadata: z.unknown(),
});

/** Uses up the token. The others learn of the newcomer before it gets its answer. */
export const joinRoom: Method<Call> = async (call): Promise<Reply> => {
  const { context, rpc } = call;
  const { joinDelayMs = 0, joinsPerSecond, refuseJoins } = context.faults.settings;
  const waitMs = joinsPerSecond ? context.faults.joinPace.enter(joinsPerSecond, performance.now()) : 0;
  if (joinDelayMs + waitMs > 0) await delay(joinDelayMs + waitMs);
  if (rpc.participant) throw new SignallingError('generic', 'This client has joined a session already');
  const { session: sessionId, token, platform, metadata } = readParams(joinParams, call);
  if (typeof metadata !== 'string')
    throw new SignallingError('metadataFormat', 'Unable to join: the metadata is not a text');
  const session = context.sessions.find(sessionId);
  if (!session) throw new SignallingError('sessionNotFound', `Unable to join: there is no session ${sessionId}`);
  if (refuseJoins && context.sessions.connectionCount >= refuseJoins.after)
    throw new SignallingError('noMediaNode', 'Unable to join: there is no media node available');

  const others = session.activeConnections;
  const connection = session.join(token, { clientData: metadata, platform, ip: call.ip }, context.clock());
  if (!connection) throw new SignallingError('unauthorized', 'Unable to join: the token is not valid or already used');
  context.participants.add(rpc, { session, connection });
  context.participants.notifyAll(others, 'participantJoined', participantNotice(connection));

  const { role, record, customIceServers } = connection.properties;
  return {
    result: {
      id: connection.id,
      finalUserId: newFinalUserId(),
      createdAt: connection.activeAt,
      metadata: metadataOf(connection),
      value: others.map(presentParticipantNotice),
      session: session.id,
      version: embeddedVersion,
      mediaServer: context.mediaServerKind,
      // The media server forwards one encoding of each stream; asked for simulcast, a browser would send its smallest layer.
      videoSimulcast: false,
      record,
      role,
      customIceServers: customIceServers.length > 0 ? customIceServers : [harmlessIceServer(context)],
    },
  };
};

/** With no server in the list, openvidu-browser would ask public STUN servers on the internet. */
function harmlessIceServer({ publicUrl }: ServerContext): { url: string } {
  return { url: `stun:${new URL(publicUrl).hostname}:3478` };
}
