import { z } from 'zod';
import type { ActiveConnection } from './connection.js';

const separator = '%/%';

/** Metadata of a connection as every client sees it: client data, server data, or both. */
export function metadataOf(connection: ActiveConnection): string {
  return [connection.clientData, connection.properties.data].filter((part) => part !== '').join(separator);
}

const numberedParticipant = z.object({ participant: z.number().int().nonnegative() });

/** The participant's index, if the client is one of this project's own participants (it says so in its client data). */
export function participantOf(connection: ActiveConnection): { readonly participant?: number } {
  return numberedParticipant.safeParse(jsonOf(connection.clientData)).data ?? {};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Client data is free text; text that is no JSON carries no participant index.
    return undefined;
  }
}
