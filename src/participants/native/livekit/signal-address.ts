import { gzipSync } from 'node:zlib';
import {
  ClientInfo,
  ClientInfo_SDK,
  ConnectionSettings,
  JoinRequest,
  type SessionDescription,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
} from '@livekit/protocol';
import type { IceServer } from 'node-datachannel';
import { LoadError } from '../../../model/errors.js';
import { isLoopback } from '../../../model/loopback.js';

/** Where LiveKit's signalling is. */
export interface SignalAddress {
  /** Scheme, host and port, for messages. */
  readonly origin: string;
  /** For participants with one PeerConnection for each direction. */
  readonly twoConnectionsUrl: string;
  readonly loopback: boolean;
  /** The first join found a server that knows two connections only; others need not ask again. */
  isOld: boolean;
  /** What every participant is told, where it is known before a join: nothing that holds credentials, which are each participant's own. */
  iceServers?: readonly IceServer[];
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
  const loopback = isLoopback(origin);
  return {
    origin,
    twoConnectionsUrl: `${origin}/rtc?${query}`,
    loopback,
    isOld: false,
    ...(loopback && { iceServers: [] }),
  };
}

/**
 * For participants with one PeerConnection for both directions. Servers before LiveKit 1.9.1 do not know it.
 * @param offer Of that connection, where it could be made already: the server answers it as soon as it lets the participant in.
 */
export function oneConnectionUrl({ origin }: SignalAddress, offer: SessionDescription | undefined): string {
  // The same as the query of the other address.
  const request = new JoinRequest({
    clientInfo: new ClientInfo({ sdk: ClientInfo_SDK.JS, version: sdkVersion, protocol: protocolVersion }),
    connectionSettings: new ConnectionSettings({ autoSubscribe: false, adaptiveStream: false }),
    ...(offer && { publisherOffer: offer }),
  });
  const wrapped = new WrappedJoinRequest({
    compression: WrappedJoinRequest_Compression.GZIP,
    joinRequest: gzipSync(request.toBinary()),
  });
  // Go's decoder wants the padding.
  const base64 = Buffer.from(wrapped.toBinary()).toString('base64');
  const parameter = encodeURIComponent(base64.replaceAll('+', '-').replaceAll('/', '_'));
  return `${origin}/rtc/v1?join_request=${parameter}`;
}
