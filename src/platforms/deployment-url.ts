import type { Edition } from '../model/edition.js';
import { LoadError } from '../model/errors.js';

/** Which schemes an edition's users write, what is said of others, and where its credentials belong. */
const habits = {
  openvidu2: { schemes: ['http:', 'https:'], said: 'http or https', credentials: 'the secret as OPENVIDU_SECRET' },
  openvidu3: {
    schemes: ['http:', 'https:', 'ws:', 'wss:'],
    said: 'https, wss, http or ws',
    credentials: 'the credentials as LIVEKIT_API_KEY and LIVEKIT_API_SECRET',
  },
} as const satisfies Record<Edition, object>;

/**
 * Scheme, host and port of a deployment, with http or https for the scheme; a path is dropped, as every OpenVidu client does.
 * LiveKit's own tools write `wss://`, so that OpenVidu 3 takes it for `https://`, and `ws://` for `http://`.
 * @throws LoadError `INVALID_URL` if it is no URL of that edition, or if it carries credentials.
 */
export function deploymentOrigin(text: string, edition: Edition): string {
  const { schemes, said, credentials } = habits[edition];
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (/^[^/]*:\/\/[^/]*@/.test(text))
    throw new LoadError(
      'INVALID_URL',
      `The OpenVidu URL carries a user name or password; give scheme, host and port only, and ${credentials}.`,
    );
  if (!text.includes('://'))
    throw new LoadError(
      'INVALID_URL',
      `The OpenVidu URL "${text}" has no scheme; write https://${text || 'host:port'}, or http:// for a server without TLS.`,
    );
  if (!url || !(schemes as readonly string[]).includes(url.protocol))
    throw new LoadError('INVALID_URL', `"${text}" is no ${said} URL; give one like https://openvidu.example.com.`);
  // The origin of a ws URL has that scheme too.
  return url.origin.replace(/^ws/, 'http');
}
