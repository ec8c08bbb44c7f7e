import type { ActiveConnection } from '../sessions/connection.js';
import { metadataOf } from '../sessions/metadata.js';
import type { PublishedStream } from '../sessions/stream.js';

/** A stream as clients see it. */
export function streamNotice(stream: PublishedStream): object {
  return { id: stream.id, createdAt: stream.createdAt, ...stream.properties, filter: {} };
}

/** A participant as others see it when it joins. */
export function participantNotice(connection: ActiveConnection): object {
  return { id: connection.id, createdAt: connection.activeAt, metadata: metadataOf(connection) };
}

/** A participant as a newcomer sees it. Has no `role`: by that field clients tell themselves from others. */
export function presentParticipantNotice(connection: ActiveConnection): object {
  return {
    ...participantNotice(connection),
    ...(connection.stream && { streams: [streamNotice(connection.stream)] }),
  };
}
