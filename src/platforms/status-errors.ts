import { STATUS_CODES } from 'node:http';
import { LoadError } from '../model/errors.js';
import type { CallDescription } from './network-errors.js';

/** What differs between the editions: what each of these statuses means, with its cure. */
export interface StatusCures {
  readonly unauthorized: string;
  readonly notFound: string;
}

/** Turns a status that means failure into one sentence with its cure. */
export function statusError({ what, url }: CallDescription, status: number, cures: StatusCures): LoadError {
  const answered = `Could not ${what}: ${url} answered ${status} (${STATUS_CODES[status] ?? 'unknown status'})`;
  if (status === 401) return new LoadError('UNAUTHORIZED', `${answered}, ${cures.unauthorized}.`);
  return new LoadError('REST_FAILED', `${answered}; ${cureOf(status, cures)}.`);
}

/** The origin that an answer redirects to; undefined if it does not. Never followed: that would carry the credentials elsewhere. */
export function redirectTarget(
  url: string,
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): string | undefined {
  const { location } = headers;
  if (!location || status < 300 || status >= 400 || !URL.canParse(location, url)) return undefined;
  return new URL(location, url).origin;
}

function cureOf(status: number, { notFound }: StatusCures): string {
  if (status === 400) return 'OpenVidu does not accept a parameter, see the REST API of its version';
  if (status === 403) return 'let its administrator allow this machine';
  if (status === 404) return notFound;
  if (status === 429) return 'it is at its limits, so that it takes no more; look into its configuration and its load';
  if (status >= 300 && status < 400) return 'give the URL that it redirects to';
  if (status >= 500) return 'look into the log of that deployment, or wait until it has started';
  return 'see the REST API of its OpenVidu version';
}
