import type { PeerName } from '../../page-messages.js';

/** State of one peer connection of a page. */
export interface PeerState {
  /** What the page says that it is for; empty for one that nobody named, as in a user's own page. */
  readonly names: readonly PeerName[];
  /** ICE user name of its local description. */
  readonly iceUfrag?: string;
  /** Ids of the tracks that it receives. */
  readonly trackIds: readonly string[];
  readonly connection: string;
  readonly ice: string;
  /** Address and port of the selected candidates. */
  readonly local?: string;
  readonly remote?: string;
}

/** Runs in the page: the state of every peer connection. Self-contained, because the browser gets its source text only. */
export async function describePeers(): Promise<PeerState[]> {
  const collector = window.playwrightOpenviduCollector;
  const describe = async (connection: RTCPeerConnection): Promise<PeerState> => {
    const trackIds = connection.getReceivers().map(({ track }) => track.id);
    const named = [collector?.nameOf?.(connection), ...trackIds.map((id) => collector?.nameOfTrack?.(id))];
    const stats = await connection.getStats();
    const transport = [...stats.values()].find(
      ({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId,
    );
    const pair = transport && stats.get(transport.selectedCandidatePairId);
    const address = (id: string) => {
      const { address, port } = stats.get(id) ?? {};
      return `${address || 'a hidden address'}:${port}`;
    };
    const iceUfrag = /^a=ice-ufrag:(\S+)/m.exec(connection.localDescription?.sdp ?? '')?.[1];
    return {
      names: named.filter((name) => name !== undefined),
      trackIds,
      ...(iceUfrag === undefined ? {} : { iceUfrag }),
      connection: connection.connectionState,
      ice: connection.iceConnectionState,
      ...(pair ? { local: address(pair.localCandidateId), remote: address(pair.remoteCandidateId) } : {}),
    };
  };
  return Promise.all([...(collector?.peers.keys() ?? [])].map(describe));
}
