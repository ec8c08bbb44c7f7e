import { participantIndexOf } from '../../../model/client-data.js';
import type { ServerNotifications } from '../../../wire/openvidu-notifications.js';
import type { PublishedStream, RemoteParticipant } from '../../../wire/openvidu-streams.js';

/** A stream that may be subscribed to. */
export interface RemoteStream {
  readonly streamId: string;
  readonly connectionId: string;
  /** Index of the publishing participant within its session. */
  readonly from: number;
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
}

export interface RemotePublishersListener {
  onPublished(stream: RemoteStream): void;
  onUnpublished(stream: RemoteStream): void;
}

/** Who else is in the session and publishes, kept from the join answer and the notifications. */
export class RemotePublishers {
  /** Index by connection id; participants whose client data holds none are left out. */
  readonly #indexes = new Map<string, number>();
  /** By connection id: a connection has one stream at most. */
  readonly #streams = new Map<string, RemoteStream>();

  constructor(private readonly listener: RemotePublishersListener) {}

  /** Takes the participants who were there already. */
  addAll(participants: readonly RemoteParticipant[]): void {
    for (const participant of participants) {
      this.#onJoined(participant);
      if (participant.streams) this.#onPublished(participant.id, participant.streams);
    }
  }

  onNotification(method: string, params: Readonly<Record<string, unknown>>): void {
    switch (method) {
      case 'participantJoined':
        this.#onJoined(params as unknown as ServerNotifications['participantJoined']);
        break;
      case 'participantPublished': {
        const { id, streams } = params as unknown as ServerNotifications['participantPublished'];
        this.#onPublished(id, streams);
        break;
      }
      case 'participantUnpublished':
        this.#onUnpublished(String(params.connectionId));
        break;
      case 'participantLeft':
      case 'participantEvicted':
        this.#onUnpublished(String(params.connectionId));
        this.#indexes.delete(String(params.connectionId));
        break;
    }
  }

  #onJoined(participant: { readonly id: string; readonly metadata: string }): void {
    const index = participantIndexOf(participant.metadata);
    if (index !== undefined) this.#indexes.set(participant.id, index);
  }

  #onPublished(connectionId: string, streams: readonly PublishedStream[]): void {
    const from = this.#indexes.get(connectionId);
    const published = streams[0];
    // The same stream may come twice: in the join answer and as a notification.
    if (from === undefined || !published || this.#streams.get(connectionId)?.streamId === published.id) return;
    this.#onUnpublished(connectionId);
    const { id: streamId, hasAudio, hasVideo } = published;
    const stream = { streamId, connectionId, from, hasAudio, hasVideo };
    this.#streams.set(connectionId, stream);
    this.listener.onPublished(stream);
  }

  #onUnpublished(connectionId: string): void {
    const stream = this.#streams.get(connectionId);
    if (!stream) return;
    this.#streams.delete(connectionId);
    this.listener.onUnpublished(stream);
  }
}
