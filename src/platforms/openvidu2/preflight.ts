import { z } from 'zod';
import { LoadError } from '../../model/errors.js';
import type { DirectResponse } from '../direct-request.js';
import type { CallDescription } from '../network-errors.js';
import type { PlatformInfo } from '../platform.js';
import { redirectTarget, statusError } from '../status-errors.js';
import { statusCures } from './status-cures.js';

export const configPath = '/openvidu/api/config';

const config = z.object({
  VERSION: z.string(),
  EMBEDDED_SERVER: z.boolean().default(false),
  EMBEDDED_FAULTS: z.array(z.string()).default([]),
});

/**
 * Reads the answer to `GET /openvidu/api/config`.
 * @throws LoadError `NOT_OPENVIDU2`, `UNAUTHORIZED`, `INVALID_URL` or `REST_FAILED`
 */
export function platformInfo(call: CallDescription, response: DirectResponse): PlatformInfo {
  const { url } = call;
  const { status, json } = response;
  const target = redirectTarget(url, response);
  if (target) throw new LoadError('INVALID_URL', `${url} redirects to ${target}; give that URL instead.`);
  if (status === 401 || status === 403 || status >= 500) throw statusError(call, status, statusCures);
  const parsed = config.safeParse(json);
  if (status !== 200 || !parsed.success)
    throw new LoadError(
      'NOT_OPENVIDU2',
      `${url} answers, but it is no OpenVidu 2 deployment (${status} for ${configPath}; perhaps OpenVidu 3, LiveKit or another web server); give the URL of an OpenVidu 2.`,
    );
  const { VERSION: version, EMBEDDED_SERVER: embedded, EMBEDDED_FAULTS: faults } = parsed.data;
  if (!version.startsWith('2.'))
    throw new LoadError('NOT_OPENVIDU2', `${url} is OpenVidu ${version}; give the URL of an OpenVidu 2 deployment.`);
  return { edition: 'openvidu2', version, url, embedded, faults };
}
