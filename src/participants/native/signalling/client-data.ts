import type { ClientData } from '../../participant.js';

/** What a native participant presents as its client data. */
export function formatClientData(data: ClientData): string {
  return JSON.stringify(data);
}

/** The participant's index in a connection's metadata (`client data` or `client data%/%server data`), if it holds one. */
export function participantIndexOf(metadata: string): number | undefined {
  const [clientData = ''] = metadata.split('%/%');
  try {
    const data: unknown = JSON.parse(clientData);
    if (typeof data !== 'object' || data === null || !('participant' in data)) return undefined;
    return Number.isInteger(data.participant) ? (data.participant as number) : undefined;
  } catch {
    // Client data belongs to applications: text that is not JSON is someone else's participant.
    return undefined;
  }
}
