import { STATUS_CODES } from 'node:http';
import { LoadError } from '../../model/errors.js';
import type { CallDescription } from './network-errors.js';

/** Turns a status that means failure into one sentence with its cure. */
export function statusError({ what, url }: CallDescription, status: number): LoadError {
  const answered = `Could not ${what}: ${url} answered ${status} (${STATUS_CODES[status] ?? 'unknown status'})`;
  if (status === 401)
    return new LoadError(
      'UNAUTHORIZED',
      `${answered}, the secret is wrong; set OPENVIDU_SECRET to the secret of that deployment.`,
    );
  return new LoadError('REST_FAILED', `${answered}; ${cureOf(status)}.`);
}

function cureOf(status: number): string {
  if (status === 400) return 'OpenVidu does not accept a parameter, see the REST API of its version';
  if (status === 403) return 'let its administrator allow this machine';
  if (status === 404)
    return 'the session is gone: OpenVidu ends a session when its last participant leaves, so create it again';
  if (status >= 300 && status < 400) return 'give the URL that it redirects to';
  if (status >= 500) return 'look into the log of that deployment, or wait until it has started';
  return 'see the REST API of its OpenVidu version';
}
