import { LoadError } from '../../../model/errors.js';
import { isLoopback } from '../../../model/loopback.js';

/** What a client needs of a token. */
export interface TokenAddress {
  /** Where signalling is: `wss://host:port/openvidu?sessionId=…`. */
  readonly socketUrl: string;
  readonly sessionId: string;
  /** Scheme, host and port: fit for messages. */
  readonly origin: string;
  /** The server runs on this machine and is reached over loopback. */
  readonly loopback: boolean;
}

/**
 * Reads the address in an OpenVidu 2 token. Only host and session count; the token is presented whole when joining.
 * @throws LoadError `JOIN_REFUSED` if it is no token. The message does not hold it.
 */
export function parseToken(token: string): TokenAddress {
  const url = URL.canParse(token) ? new URL(token) : undefined;
  const sessionId = url?.searchParams.get('sessionId');
  if (!url || !sessionId || !['ws:', 'wss:'].includes(url.protocol))
    throw new LoadError(
      'JOIN_REFUSED',
      'The token is not one of OpenVidu 2: expected ws(s)://host?sessionId=…&token=…; make one with createToken().',
    );
  const origin = `${url.protocol}//${url.host}`;
  return {
    socketUrl: `${origin}/openvidu?sessionId=${encodeURIComponent(sessionId)}`,
    sessionId,
    origin,
    loopback: isLoopback(url.href),
  };
}

/** Takes tokens out of a text that a server wrote, so that it may be shown. */
export function withoutTokens(text: string): string {
  return text.replace(/wss?:\/\/\S*token=\S*/g, '<token>').replace(/tok_\w+/g, '<token>');
}
