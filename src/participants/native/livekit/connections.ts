import type { SessionDescription, SignalTarget } from '@livekit/protocol';
import type { PeerMedia } from '../peer/media-lines.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import type { ReceivedTracks } from './received-tracks.js';
import type { TransportContext } from './transport.js';

/** What a participant sends. */
export interface Outgoing {
  readonly media: readonly PeerMedia[];
  /** Ids of the layers of its video, by ascending size; empty without a simulcast. */
  readonly rids: readonly string[];
}

/** What connections need of their session. */
export interface ConnectionsContext extends TransportContext {
  readonly tracks: ReceivedTracks;
}

/** The PeerConnections of one session: one for both directions, or one for each. */
export interface Connections {
  /** Where feedback about what is received goes; undefined while nothing can be received. */
  readonly feedbackOutlet: PacketOutlet | undefined;
  /** Where media go; undefined while nothing can be sent. */
  readonly mediaOutlet: PacketOutlet | undefined;
  /** State of the connection that everything is received by, as a phrase. */
  describeReceiving(): string;
  /** Resolves when media may flow. @throws LoadError `PUBLISH_FAILED`, `CONNECTION_LOST` */
  publish(outgoing: Outgoing): Promise<void>;
  onOffer(offer: SessionDescription): void;
  onAnswer(answer: SessionDescription): void;
  /** The server has so much more to send than there are m-lines for, or less than before. */
  onSectionsWanted(audios: number, videos: number): void;
  onCandidate(candidate: string, target: SignalTarget): void;
  /** Sends by a data channel. False: it is not open. */
  sendMessage(label: string, message: Uint8Array): boolean;
  close(): void;
}
