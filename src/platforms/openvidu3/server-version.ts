import { SignalResponse } from '@livekit/protocol';
import WebSocket, { type RawData } from 'ws';
import { LoadError } from '../../model/errors.js';
import type { Transport } from '../direct-request.js';
import { type CallDescription, networkError } from '../network-errors.js';
import { statusError } from '../status-errors.js';
import { statusCures } from './answer-errors.js';

const signallingPath = '/rtc';
const limit = { code: 'ETIMEDOUT' };

/**
 * LiveKit tells its version to who joins, and nowhere else. So this joins, without media, and leaves at the answer. It also shows that
 * WebSockets pass, without which nobody could join.
 * @throws LoadError `NOT_OPENVIDU3` and those of the network
 */
export function serverVersion(
  call: CallDescription,
  { httpAgent, httpsAgent }: Transport,
  token: string,
): Promise<string> {
  const { what, url, timeoutMs } = call;
  const notLivekit = (detail: string) =>
    new LoadError(
      'NOT_OPENVIDU3',
      `Could not ${what}: ${url} ${detail} at ${signallingPath}, where participants join; give the URL of an OpenVidu 3, and let every proxy before it pass WebSockets.`,
    );
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${signallingPath}?auto_subscribe=0&protocol=16`, {
    agent: url.startsWith('https:') ? httpsAgent : httpAgent,
    // Not in the URL, which proxies write into their logs.
    headers: { authorization: `Bearer ${token}` },
  });
  return new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(networkError(call, Object.assign(new Error('no answer'), limit))), timeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      reject(notLivekit('closed the WebSocket'));
    });
    socket.on('error', (thrown) => reject(networkError(call, thrown)));
    socket.once('unexpected-response', (_, { statusCode: status = 0 }) =>
      reject(
        status === 401 || status >= 500
          ? statusError(call, status, statusCures)
          : notLivekit(`answered ${status} to the WebSocket`),
      ),
    );
    socket.on('message', (data, isBinary) => {
      const version = isBinary ? versionOf(data) : null;
      if (version === null) reject(notLivekit('does not speak as LiveKit does'));
      else if (version !== undefined) resolve(version);
    });
  }).finally(() => socket.terminate());
}

/** Undefined if the message is another than the answer to the join, `null` if it is no message of LiveKit. */
function versionOf(data: RawData): string | undefined | null {
  try {
    const { message } = SignalResponse.fromBinary(data as Buffer);
    if (message.case !== 'join') return undefined;
    return message.value.serverInfo?.version || message.value.serverVersion || 'unknown';
  } catch {
    // Any server may send anything; the caller says so.
    return null;
  }
}
