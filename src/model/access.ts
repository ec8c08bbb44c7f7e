import type { Credentials } from './edition.js';

/** What a user writes of a deployment's credentials. */
export interface AccessInput {
  readonly edition?: 2 | 3 | undefined;
  readonly secret?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly apiSecret?: string | undefined;
}

/** What comes of it: credentials, or what is wrong. */
export interface Access {
  readonly credentials?: Credentials;
  readonly mistakes: readonly string[];
}

/**
 * Finds the edition and its credentials. What the configuration gives goes before the environment (`OPENVIDU_SECRET`,
 * `LIVEKIT_API_KEY`, `LIVEKIT_API_SECRET`).
 * @param hasUrl a deployment is given; without one the embedded server runs, which is of edition 2.
 */
export function resolveAccess(
  input: AccessInput,
  hasUrl: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Access {
  const { edition } = input;
  if (edition !== undefined && edition !== 2 && edition !== 3)
    return { mistakes: [`openvidu.edition is ${String(edition)}; expected 2 or 3.`] };
  const secret = input.secret ?? (environment.OPENVIDU_SECRET || undefined);
  if (!hasUrl) return withoutUrl(input, secret);
  const apiKey = input.apiKey ?? (environment.LIVEKIT_API_KEY || undefined);
  const apiSecret = input.apiSecret ?? (environment.LIVEKIT_API_SECRET || undefined);
  if ((edition ?? guessed(input, apiKey, secret)) === 2)
    return secret
      ? { credentials: { edition: 'openvidu2', secret }, mistakes: [] }
      : {
          mistakes: [
            'openvidu.url is set without credentials; set OPENVIDU_SECRET (OpenVidu 2), or LIVEKIT_API_KEY and LIVEKIT_API_SECRET (OpenVidu 3).',
          ],
        };
  if (apiKey && apiSecret) return { credentials: { edition: 'openvidu3', apiKey, apiSecret }, mistakes: [] };
  const missing = [...(apiKey ? [] : ['LIVEKIT_API_KEY']), ...(apiSecret ? [] : ['LIVEKIT_API_SECRET'])];
  return { mistakes: [`OpenVidu 3 needs an API key and its secret; set ${missing.join(' and ')}.`] };
}

function withoutUrl({ edition, apiKey }: AccessInput, secret: string | undefined): Access {
  if (edition === 3 || apiKey)
    return { mistakes: ['OpenVidu 3 has no embedded server; set openvidu.url or OPENVIDU_URL to the deployment.'] };
  return { ...(secret && { credentials: { edition: 'openvidu2', secret } }), mistakes: [] };
}

/** The configuration's own words decide before the environment's; an API key is what only OpenVidu 3 has. */
function guessed(input: AccessInput, apiKey: string | undefined, secret: string | undefined): 2 | 3 {
  if (input.apiKey || input.apiSecret) return 3;
  if (input.secret) return 2;
  return apiKey && !secret ? 3 : 2;
}
