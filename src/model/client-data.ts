/** What a participant of ours says of itself, as JSON: in its client data, or in the server data of the token of a user's own app. */
export interface ClientData {
  /** Index of the participant within its session. */
  readonly participant: number;
}

/** What a participant presents as its client data, or its token as server data. */
export function formatClientData(data: ClientData): string {
  return JSON.stringify(data);
}

/**
 * The participant's index in a connection's metadata, which is client data, server data, or `client data%/%server data`; undefined if
 * none of them holds one.
 */
export function participantIndexOf(metadata: string): number | undefined {
  for (const data of metadata.split('%/%')) {
    const index = indexIn(data);
    if (index !== undefined) return index;
  }
  return undefined;
}

function indexIn(text: string): number | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data !== 'object' || data === null || !('participant' in data)) return undefined;
    return Number.isInteger(data.participant) && (data.participant as number) >= 0
      ? (data.participant as number)
      : undefined;
  } catch {
    // Client data belongs to applications: text that is not JSON is someone else's participant.
    return undefined;
  }
}
