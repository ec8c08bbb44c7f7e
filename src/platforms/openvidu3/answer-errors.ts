import { z } from 'zod';
import { LoadError } from '../../model/errors.js';
import type { DirectResponse } from '../direct-request.js';
import type { CallDescription } from '../network-errors.js';
import { redirectTarget, type StatusCures, statusError } from '../status-errors.js';

export const statusCures: StatusCures = {
  unauthorized:
    'the API key or its secret is wrong, or the clocks of both machines differ; set LIVEKIT_API_KEY and LIVEKIT_API_SECRET to those of that deployment',
  notFound: 'the session is gone: OpenVidu ends a session that stays empty, so create it again',
};

/** What every failed call of LiveKit's REST API answers (Twirp). */
const refusal = z.object({ code: z.string() });

/**
 * Turns an answer that is no success into one sentence with its cure. The body is never shown, because LiveKit repeats the token in it.
 */
export function answerError(call: CallDescription, answer: DirectResponse): LoadError {
  const { what, url } = call;
  const { status, headers, json } = answer;
  const target = redirectTarget(url, answer);
  if (target)
    return new LoadError('INVALID_URL', `Could not ${what}: ${url} redirects to ${target}; give that URL instead.`);
  // LiveKit checks its tokens before anything else, and asks for no user name and password as OpenVidu 2 does.
  const asksForPassword = /^basic/i.test(headers['www-authenticate'] ?? '');
  const tells = (status === 401 && !asksForPassword) || status === 403 || status === 429 || status >= 500;
  if (tells || refusal.safeParse(json).success) return statusError(call, status, statusCures);
  return new LoadError(
    'NOT_OPENVIDU3',
    `Could not ${what}: ${url} answers, but it is no OpenVidu 3 deployment (${status} for its REST API; perhaps OpenVidu 2 or another web server); give the URL of an OpenVidu 3, or set OPENVIDU_SECRET for an OpenVidu 2.`,
  );
}
