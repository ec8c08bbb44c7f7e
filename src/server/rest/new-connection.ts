import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { EpochMs } from '../../model/units.js';
import type { ConnectionProperties, IceServer } from '../sessions/connection.js';
import { optional } from './read-body.js';

const turnCredentialSeconds = 86_400;
const bandwidthKbps = z.number().int().nonnegative().nullish();

export const kurentoOptions = z.object({
  videoMaxRecvBandwidth: bandwidthKbps,
  videoMinRecvBandwidth: bandwidthKbps,
  videoMaxSendBandwidth: bandwidthKbps,
  videoMinSendBandwidth: bandwidthKbps,
  allowedFilters: z.array(z.string()).nullish(),
});

export const role = z.enum(['SUBSCRIBER', 'PUBLISHER', 'MODERATOR']);

const iceServer = z
  .object({
    url: z.string().regex(/^(stun|stuns|turn|turns):\S+$/, 'must start with stun:, stuns:, turn: or turns:'),
    username: z.string().nullish(),
    credential: z.string().nullish(),
    staticAuthSecret: z.string().nullish(),
  })
  .refine(credentialsFit, 'turn needs username and credential (or staticAuthSecret), stun takes none');

/** Body of `POST /sessions/{id}/connection`. */
export const newConnection = z.object({
  type: optional(z.enum(['WEBRTC', 'IPCAM']), 'WEBRTC'),
  data: optional(z.string(), ''),
  record: optional(z.boolean(), true),
  role: optional(role, 'PUBLISHER'),
  kurentoOptions: optional(kurentoOptions, null),
  customIceServers: optional(z.array(iceServer), []),
});

export function connectionProperties(
  body: Omit<z.output<typeof newConnection>, 'type'>,
  now: EpochMs,
): ConnectionProperties {
  const { data, record, role, kurentoOptions, customIceServers } = body;
  return {
    data,
    record,
    role,
    kurentoOptions,
    customIceServers: customIceServers.map((each) => clientIceServer(each, now)),
  };
}

interface IceServerBody {
  url: string;
  username?: string | null | undefined;
  credential?: string | null | undefined;
  staticAuthSecret?: string | null | undefined;
}

function credentialsFit({ url, username, credential, staticAuthSecret }: IceServerBody): boolean {
  if (url.startsWith('stun')) return !username && !credential && !staticAuthSecret;
  return Boolean(staticAuthSecret) || Boolean(username && credential);
}

/** What clients may see. A static secret stays here: it makes a user name and a credential that expire (TURN REST). */
function clientIceServer({ url, username, credential, staticAuthSecret }: IceServerBody, now: EpochMs): IceServer {
  if (staticAuthSecret) {
    const temporaryUser = `${Math.floor(now / 1000) + turnCredentialSeconds}:openvidu`;
    const hmac = createHmac('sha1', staticAuthSecret).update(temporaryUser).digest('base64');
    return { url, username: temporaryUser, credential: hmac };
  }
  return { url, ...(username && { username }), ...(credential && { credential }) };
}
