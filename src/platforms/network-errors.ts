import { LoadError, messageOf } from '../model/errors.js';

/** One call to a deployment, for messages. */
export interface CallDescription {
  /** Completes "Could not …": `create the session room-1`. */
  readonly what: string;
  /** Scheme, host and port. */
  readonly url: string;
  readonly timeoutMs: number;
  /** What is called. Default `OpenVidu`. */
  readonly product?: string;
}

const timeoutCodes = ['ETIMEDOUT', 'ECONNABORTED', 'ERR_CANCELED', 'ABORT_ERR', 'ESOCKETTIMEDOUT'];
const hostCodes = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'];
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const tlsMismatch = /EPROTO|WRONG_VERSION_NUMBER|ERR_SSL/;

/** Turns what broke a request before there was an answer into one sentence with its cure. */
export function networkError(
  { what, url, timeoutMs, product = 'OpenVidu' }: CallDescription,
  thrown: unknown,
): LoadError {
  const options = { cause: thrown };
  const code = codeOf(thrown);
  const failed = `Could not ${what}:`;
  if (timeoutCodes.includes(code))
    return new LoadError(
      'TIMED_OUT',
      `${failed} ${url} did not answer within ${timeoutMs} ms; check that ${product} is up and that no firewall drops the packets.`,
      options,
    );
  if (code === 'ECONNREFUSED')
    return new LoadError(
      'UNREACHABLE',
      `${failed} ${url} refuses connections; check that ${product} runs there and that host and port are right.`,
      options,
    );
  if (hostCodes.includes(code))
    return new LoadError(
      'UNREACHABLE',
      `${failed} the host name of ${url} is not known; check the spelling and the DNS.`,
      options,
    );
  if (certificateCodes.test(code))
    return new LoadError(
      'UNTRUSTED_CERTIFICATE',
      `${failed} the certificate of ${url} is not trusted (${code}); set ignoreHTTPSErrors to accept it, or name its authority in NODE_EXTRA_CA_CERTS.`,
      options,
    );
  if (tlsMismatch.test(code))
    return new LoadError(
      'INVALID_URL',
      `${failed} ${url} does not speak TLS there; write http:// or give the https port.`,
      options,
    );
  if (code === 'ECONNRESET')
    return new LoadError(
      'UNREACHABLE',
      `${failed} ${url} broke the connection; check that ${product} is up, and write https:// if the port speaks TLS.`,
      options,
    );
  return new LoadError(
    'UNREACHABLE',
    `${failed} ${url} cannot be reached (${code || messageOf(thrown)}); check the URL and the network.`,
    options,
  );
}

function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  if (thrown.name === 'TimeoutError' || thrown.name === 'AbortError') return 'ETIMEDOUT';
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}
