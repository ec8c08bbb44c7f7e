import type { CustomIceServer, IceCandidateFields, RemoteParticipant, StreamProperties } from './openvidu-streams.js';

type Nothing = Readonly<Record<string, never>>;

/** Role of a connection, as tokens are created with. */
export type ConnectionRole = 'SUBSCRIBER' | 'PUBLISHER' | 'MODERATOR';

export interface JoinRoomParams {
  /** The whole token, not only its `tok_` part. Never logged. */
  readonly token: string;
  /** OpenVidu session id. */
  readonly session: string;
  readonly platform: string;
  readonly sdkVersion?: string;
  readonly metadata: string;
  readonly secret: string;
  readonly recorder?: boolean;
  readonly stt?: boolean;
}

export interface JoinRoomResult {
  /** Own connection id. */
  readonly id: string;
  readonly finalUserId: string;
  readonly createdAt: number;
  /** `client data`, `server data`, or `client data%/%server data`. */
  readonly metadata: string;
  /** The participants already there. */
  readonly value: readonly RemoteParticipant[];
  /** OpenVidu session id. */
  readonly session: string;
  /** JSON-RPC session id: the handle for reconnection. */
  readonly sessionId: string;
  /** Server version; must be semver. */
  readonly version: string;
  /** `mediasoup`: the server offers subscriptions; anything else: the client does. */
  readonly mediaServer: 'kurento' | 'mediasoup';
  readonly videoSimulcast: boolean;
  readonly record: boolean;
  readonly role: ConnectionRole;
  readonly coturnIp?: string;
  readonly coturnPort?: number;
  readonly turnUsername?: string;
  readonly turnCredential?: string;
  readonly customIceServers: readonly CustomIceServer[];
}

export interface PublishVideoParams extends StreamProperties {
  readonly doLoopback: boolean;
  readonly sdpOffer: string;
}

export interface PublishVideoResult {
  readonly sdpAnswer: string;
  /** Stream id. */
  readonly id: string;
  readonly createdAt: number;
}

/** `sdpOffer` when the client offers, `sdpAnswer` when the server did. */
export interface ReceiveVideoFromParams {
  /** Stream id. */
  readonly sender: string;
  readonly sdpOffer?: string;
  readonly sdpAnswer?: string;
}

export interface PrepareReceiveVideoFromParams {
  /** Stream id. */
  readonly sender: string;
  readonly reconnect: boolean;
}

/** `sdpString`: a publisher's offer or, in server-offers mode, a subscriber's answer. `sdpOffer`: a subscriber's offer. */
export interface ReconnectStreamParams {
  /** Stream id. */
  readonly stream: string;
  readonly sdpString?: string;
  readonly sdpOffer?: string;
  readonly forciblyReconnect?: boolean;
}

export interface StreamPropertyChange {
  readonly streamId: string;
  readonly property: 'audioActive' | 'videoActive' | 'videoDimensions' | 'audioTrack' | 'videoTrack' | 'filter';
  readonly newValue: unknown;
  readonly reason: string;
}

/** Parameters and result of each request a client sends. */
export interface ClientRequests {
  ping: { params: { readonly interval?: number }; result: { readonly value: 'pong' } };
  connect: {
    params: { readonly sessionId: string; readonly reconnect: true };
    result: { readonly value: string; readonly sessionId?: string };
  };
  echo: { params: Nothing; result: Nothing };
  joinRoom: { params: JoinRoomParams; result: JoinRoomResult };
  leaveRoom: { params: Nothing; result: Nothing };
  publishVideo: { params: PublishVideoParams; result: PublishVideoResult };
  unpublishVideo: { params: Nothing; result: Nothing };
  videoData: {
    params: {
      readonly width: number;
      readonly height: number;
      readonly videoActive: boolean;
      readonly audioActive: boolean;
    };
    result: Nothing;
  };
  prepareReceiveVideoFrom: { params: PrepareReceiveVideoFromParams; result: { readonly sdpOffer: string } };
  receiveVideoFrom: { params: ReceiveVideoFromParams; result: { readonly sdpAnswer?: string } };
  /** `sender`: connection id of the publisher. */
  unsubscribeFromVideo: { params: { readonly sender: string }; result: Nothing };
  /** `endpointName`: own connection id for the publishing peer, the publisher's for a subscribing one. */
  onIceCandidate: { params: IceCandidateFields; result: Nothing };
  reconnectStream: { params: ReconnectStreamParams; result: Partial<PublishVideoResult> };
  sendMessage: { params: { readonly message: string }; result: Nothing };
  streamPropertyChanged: { params: StreamPropertyChange; result: Nothing };
  forceUnpublish: { params: { readonly streamId: string }; result: Nothing };
  forceDisconnect: { params: { readonly connectionId: string }; result: Nothing };
}
