import type { Connection } from '../sessions/connection.js';
import type { Session } from '../sessions/session.js';
import type { PublishedStream, Subscription } from '../sessions/stream.js';

export interface ViewOptions {
  /** List connections whose token is unused too. */
  readonly pendingConnections: boolean;
  /** Add the WebRTC details of each stream. */
  readonly webRtcStats: boolean;
}

/** A session as REST shows it. */
export function sessionJson(session: Session, view: ViewOptions): object {
  const { properties } = session;
  return {
    id: session.id,
    object: 'session',
    sessionId: session.id,
    createdAt: session.createdAt,
    recording: false,
    broadcasting: false,
    mediaMode: properties.mediaMode,
    recordingMode: properties.recordingMode,
    defaultRecordingProperties: properties.defaultRecordingProperties,
    customSessionId: properties.customSessionId,
    forcedVideoCodec: properties.forcedVideoCodec,
    allowTranscoding: properties.allowTranscoding,
    ...(properties.mediaNode && { mediaNode: properties.mediaNode }),
    connections: connectionsJson(session, view),
  };
}

export function connectionsJson(session: Session, view: ViewOptions): object {
  const pending = view.pendingConnections ? session.pendingConnections : [];
  return listJson([...session.activeConnections, ...pending].map((each) => connectionJson(session, each, view)));
}

export function listJson(content: readonly object[]): object {
  return { numberOfElements: content.length, content };
}

/** A connection as REST shows it, before and after its client has joined. */
export function connectionJson(session: Session, connection: Connection, { webRtcStats }: ViewOptions): object {
  const { properties } = connection;
  const active = connection.status === 'active' ? connection : undefined;
  return {
    id: connection.id,
    object: 'connection',
    status: connection.status,
    connectionId: connection.id,
    sessionId: session.id,
    createdAt: connection.createdAt,
    type: 'WEBRTC',
    record: properties.record,
    role: properties.role,
    kurentoOptions: properties.kurentoOptions,
    customIceServers: properties.customIceServers,
    rtspUri: null,
    adaptativeBitrate: null,
    onlyPlayWithSubscribers: null,
    networkCache: null,
    serverData: properties.data,
    token: connection.token,
    activeAt: active?.activeAt ?? null,
    location: active ? 'unknown' : null,
    ip: active?.ip ?? null,
    platform: active?.platform ?? null,
    clientData: active?.clientData ?? null,
    publishers: active ? (active.stream ? [publisherJson(active.stream, webRtcStats)] : []) : null,
    subscribers: active ? negotiated(active.subscriptions).map((each) => subscriberJson(each, webRtcStats)) : null,
  };
}

function publisherJson(stream: PublishedStream, webRtcStats: boolean): object {
  const { hasAudio, hasVideo, audioActive, videoActive, typeOfVideo, frameRate, videoDimensions } = stream.properties;
  return {
    createdAt: stream.createdAt,
    streamId: stream.id,
    mediaOptions: {
      hasAudio,
      ...(hasAudio && { audioActive }),
      hasVideo,
      ...(hasVideo && { videoActive, typeOfVideo, frameRate, videoDimensions }),
      filter: {},
    },
    ...(webRtcStats && webRtcJson(stream.id)),
  };
}

function subscriberJson(subscription: Subscription, webRtcStats: boolean): object {
  const { createdAt, streamId, legId } = subscription;
  const publisher = streamId.slice(streamId.lastIndexOf('con_'));
  return { createdAt, streamId, ...(webRtcStats && { publisher, ...webRtcJson(legId) }) };
}

/** The keys that clients read; this server keeps neither SDPs nor candidates. */
function webRtcJson(webrtcEndpointName: string): object {
  return {
    webrtcEndpointName,
    remoteSdp: null,
    localSdp: null,
    clientIceCandidates: [],
    serverIceCandidates: [],
    localCandidate: null,
    remoteCandidate: null,
    events: [],
  };
}

function negotiated(subscriptions: ReadonlyMap<string, Subscription>): readonly Subscription[] {
  return [...subscriptions.values()].filter(({ state }) => state === 'negotiated');
}
