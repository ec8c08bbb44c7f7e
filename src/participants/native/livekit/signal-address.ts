import {
  ClientInfo,
  ClientInfo_SDK,
  ConnectionSettings,
  JoinRequest,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
} from '@livekit/protocol';
import { LoadError } from '../../../model/errors.js';
import { isLoopback } from '../../../model/loopback.js';

/** Where LiveKit's signalling is. */
export interface SignalAddress {
  /** Scheme, host and port, for messages. */
  readonly origin: string;
  /** For participants with one PeerConnection for both directions. Servers before LiveKit 1.9.1 do not know it. */
  readonly oneConnectionUrl: string;
  /** For participants with one PeerConnection for each direction. */
  readonly twoConnectionsUrl: string;
  readonly loopback: boolean;
  /** The first join found a server that knows two connections only; others need not ask again. */
  isOld: boolean;
}

/** Newest version of the signalling protocol that is spoken here: full reconnects, and feedback on subscriptions. */
const protocolVersion = 12;
const sdkVersion = '2.15.0';

/** @param url Of the deployment: http, https, ws or wss. @throws LoadError `INVALID_URL` */
export function signalAddress(url: string): SignalAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^(https?|wss?):$/.test(parsed.protocol))
    throw new LoadError('INVALID_URL', `"${url}" is no address of OpenVidu 3; expected one such as https://host.`);
  const origin = `${parsed.protocol.replace(/^http/, 'ws')}//${parsed.host}`;
  // What is seen and heard is subscribed to one by one.
  const query = `auto_subscribe=0&adaptive_stream=0&sdk=js&version=${sdkVersion}&protocol=${protocolVersion}`;
  return {
    origin,
    oneConnectionUrl: `${origin}/rtc/v1?join_request=${joinRequest()}`,
    twoConnectionsUrl: `${origin}/rtc?${query}`,
    loopback: isLoopback(origin),
    isOld: false,
  };
}

/** The same as the query of the other address. */
function joinRequest(): string {
  const request = new JoinRequest({
    clientInfo: new ClientInfo({ sdk: ClientInfo_SDK.JS, version: sdkVersion, protocol: protocolVersion }),
    connectionSettings: new ConnectionSettings({ autoSubscribe: false, adaptiveStream: false }),
  });
  const wrapped = new WrappedJoinRequest({
    compression: WrappedJoinRequest_Compression.NONE,
    joinRequest: request.toBinary(),
  });
  // Go's decoder wants the padding.
  const base64 = Buffer.from(wrapped.toBinary()).toString('base64');
  return encodeURIComponent(base64.replaceAll('+', '-').replaceAll('/', '_'));
}
