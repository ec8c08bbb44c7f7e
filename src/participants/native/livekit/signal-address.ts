import { LoadError } from '../../../model/errors.js';
import { isLoopback } from '../../../model/loopback.js';

/** Where LiveKit's signalling is. */
export interface SignalAddress {
  /** Scheme, host and port, for messages. */
  readonly origin: string;
  readonly socketUrl: string;
  readonly loopback: boolean;
}

/** Newest version of the signalling protocol that is spoken here: full reconnects, and feedback on subscriptions. */
const protocolVersion = 12;

/** @param url Of the deployment: http, https, ws or wss. @throws LoadError `INVALID_URL` */
export function signalAddress(url: string): SignalAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^(https?|wss?):$/.test(parsed.protocol))
    throw new LoadError('INVALID_URL', `"${url}" is no address of OpenVidu 3; expected one such as https://host.`);
  const origin = `${parsed.protocol.replace(/^http/, 'ws')}//${parsed.host}`;
  // What is seen and heard is subscribed to one by one.
  const query = `auto_subscribe=0&adaptive_stream=0&sdk=js&version=2.15.0&protocol=${protocolVersion}`;
  return { origin, socketUrl: `${origin}/rtc?${query}`, loopback: isLoopback(origin) };
}
