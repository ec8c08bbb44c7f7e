import { participantIndexOf } from '../../model/client-data.js';
import type { ActiveConnection } from './connection.js';

const separator = '%/%';

/** Metadata of a connection as every client sees it: client data, server data, or both. */
export function metadataOf(connection: ActiveConnection): string {
  return [connection.clientData, connection.properties.data].filter((part) => part !== '').join(separator);
}

/** The participant's index, if the client is one of this project's participants, whose metadata says so. */
export function participantOf(connection: ActiveConnection): { readonly participant?: number } {
  const participant = participantIndexOf(metadataOf(connection));
  return participant === undefined ? {} : { participant };
}
