import type { EndReason, IceCandidateFields, PublishedStream, RemoteParticipant } from './openvidu-streams.js';

/** Parameters of each notification a server sends. */
export interface ServerNotifications {
  participantJoined: Omit<RemoteParticipant, 'streams'>;
  /** `id`: connection id; `streams` has one item. */
  participantPublished: { readonly id: string; readonly streams: readonly PublishedStream[] };
  participantUnpublished: { readonly connectionId: string; readonly reason: EndReason };
  participantLeft: { readonly connectionId: string; readonly reason: EndReason };
  participantEvicted: { readonly connectionId: string; readonly reason: EndReason };
  /** `senderConnectionId`: owner of the stream that the candidate is for. */
  iceCandidate: IceCandidateFields & { readonly senderConnectionId: string };
  /** `from` is absent when the signal came by REST. */
  sendMessage: { readonly data?: string; readonly type?: string; readonly from?: string };
  /** `newValue` is JSON text of what the publisher sent. */
  streamPropertyChanged: {
    readonly connectionId: string;
    readonly streamId: string;
    readonly property: string;
    readonly newValue: unknown;
    readonly reason: string;
  };
  connectionPropertyChanged: { readonly property: 'role' | 'record'; readonly newValue: string };
}
