import { randomUUID } from 'node:crypto';
import { AccessToken, type VideoGrant } from 'livekit-server-sdk';
import type { TokenOptions } from '../platform.js';

/** Who signs. */
export interface Signer {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** How long a token lets its owner in, in seconds. */
export const tokenLifeSeconds = 3600;

/** A token for one participant: LiveKit throws the first of two with the same identity out, so that each gets one of its own. */
export function joinToken(
  signer: Signer,
  room: string,
  { role = 'PUBLISHER', data = '', subscribes = true }: TokenOptions,
): Promise<string> {
  return signedToken(signer, data, {
    roomJoin: true,
    room,
    canPublish: role !== 'SUBSCRIBER',
    canSubscribe: subscribes,
    canPublishData: true,
    roomAdmin: role === 'MODERATOR',
  });
}

/** A token for looking at the join answer: nobody in the room would see its owner. */
export function lookingToken(signer: Signer, room: string): Promise<string> {
  const nothing = { canPublish: false, canSubscribe: false, canPublishData: false };
  return signedToken(signer, '', { roomJoin: true, room, hidden: true, ...nothing });
}

/** LiveKit's server knows no tokens: whoever has the secret signs them, without a call. */
function signedToken({ apiKey, apiSecret }: Signer, metadata: string, grant: VideoGrant): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity: randomUUID(), ttl: tokenLifeSeconds, metadata });
  token.addGrant(grant);
  return token.toJwt();
}
