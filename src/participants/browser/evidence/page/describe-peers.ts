import type { PeerName } from '../../page-messages.js';

/** State of one peer connection of a page. */
export interface PeerState {
  /** What the page says that it is for; empty for one that nobody named, as in a user's own page. */
  readonly names: readonly PeerName[];
  /** ICE user name of its local description. */
  readonly iceUfrag?: string;
  /** The tracks that it receives. */
  readonly received: readonly { readonly trackId: string; readonly mid?: string }[];
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
    const received = connection.getTransceivers().map(({ mid, receiver }) => {
      const trackId = receiver.track.id;
      return mid === null ? { trackId } : { trackId, mid };
    });
    const named = [
      collector?.nameOf?.(connection),
      ...received.map(({ trackId }) => collector?.nameOfTrack?.(trackId)),
    ];
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
      received,
      ...(iceUfrag === undefined ? {} : { iceUfrag }),
      connection: connection.connectionState,
      ice: connection.iceConnectionState,
      ...(pair ? { local: address(pair.localCandidateId), remote: address(pair.remoteCandidateId) } : {}),
    };
  };
  return Promise.all([...(collector?.peers.keys() ?? [])].map(describe));
}
