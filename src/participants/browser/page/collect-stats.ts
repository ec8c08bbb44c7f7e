import './ground-truth.js';
import type { FirstMedia, PeerName, PeerReport, RawStat, StatsMessage } from '../page-messages.js';
import type { FromTruthWorker } from './ground-truth-messages.js';

export interface CollectorOptions {
  /** Name of the pushing function on `window`. */
  readonly binding: string;
  /** Time between two readings, ms. */
  readonly intervalMs: number;
  /** Time between two looks for a first decoded frame, ms; only while packets arrive and none was decoded yet. */
  readonly firstFramePollMs: number;
  /** Fields that are pushed, by type of stat. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** What the collector offers to the page it runs in. */
export interface CollectorInPage {
  /** The peer connections that the page made and did not close, with their numbers. */
  readonly peers: ReadonlyMap<RTCPeerConnection, number>;
  /** Set by a page that knows what its peer connections are for; asked anew at each reading. */
  nameOf?: (connection: RTCPeerConnection) => PeerName | undefined;
  /** Set by a page where one peer connection receives from several participants; asked with the id of a received track, before `nameOf`. */
  nameOfTrack?: (trackId: string) => PeerName | undefined;
}

declare global {
  interface Window {
    playwrightOpenviduCollector?: CollectorInPage;
  }
}

/**
 * Runs in the page before any of its scripts: watches every RTCPeerConnection made there and pushes its statistics once a second.
 * Self-contained, because the browser gets its source text only.
 */
export function collectStats({ binding, intervalMs, firstFramePollMs, fields }: CollectorOptions): void {
  if (window.playwrightOpenviduCollector) return;
  const peers = new Map<RTCPeerConnection, number>();
  const collector: CollectorInPage = { peers };
  window.playwrightOpenviduCollector = collector;

  let peersMade = 0;
  let firstMedia: FirstMedia[] = [];

  const named = (connection: RTCPeerConnection, trackId?: string): { name?: PeerName } => {
    const name =
      (trackId === undefined ? undefined : collector.nameOfTrack?.(trackId)) ?? collector.nameOf?.(connection);
    return name ? { name } : {};
  };

  const firstMediaCame = (connection: RTCPeerConnection, peer: number, { id, kind }: MediaStreamTrack) =>
    firstMedia.push({ ...named(connection, id), peer, trackId: id, kind: kind as 'audio' | 'video', at: Date.now() });

  const awaitFirstFrame = async (connection: RTCPeerConnection, peer: number, receiver: RTCRtpReceiver) => {
    while (receiver.track.readyState === 'live' && connection.connectionState !== 'closed') {
      const stats = [...(await receiver.getStats()).values()];
      if (stats.some(({ framesDecoded }) => framesDecoded > 0)) {
        firstMediaCame(connection, peer, receiver.track);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, firstFramePollMs));
    }
  };

  const watch = (connection: RTCPeerConnection) => {
    peersMade += 1;
    const peer = peersMade;
    peers.set(connection, peer);
    connection.addEventListener('track', ({ receiver, track }) => {
      window.playwrightOpenviduTruth?.watch(track, receiver);
      // A remote track is unmuted by its first packet.
      const firstPacket = () => {
        if (track.kind === 'audio') firstMediaCame(connection, peer, track);
        else void awaitFirstFrame(connection, peer, receiver);
      };
      if (track.muted) track.addEventListener('unmute', firstPacket, { once: true });
      else firstPacket();
    });
  };

  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, args, newTarget) {
      const connection = Reflect.construct(target, args, newTarget) as RTCPeerConnection;
      watch(connection);
      return connection;
    },
  });

  const wanted = (stat: RawStat, names: readonly string[], truths: FromTruthWorker): RawStat => {
    const { type, id, timestamp, kind } = stat;
    const picked: Record<string, unknown> =
      kind === undefined ? { type, id, timestamp } : { type, id, timestamp, kind };
    const truth = type === 'inbound-rtp' ? truths[String(stat.trackIdentifier)] : undefined;
    if (truth) picked.truth = truth;
    for (const name of names) if (stat[name] !== undefined) picked[name] = stat[name];
    return picked as unknown as RawStat;
  };

  /** By it, signalling that was read along tells what a peer connection is for. */
  const ufragOf = (connection: RTCPeerConnection): { iceUfrag?: string } => {
    const iceUfrag = /^a=ice-ufrag:(\S+)/m.exec(connection.localDescription?.sdp ?? '')?.[1];
    return iceUfrag === undefined ? {} : { iceUfrag };
  };

  /** What is named by its track gets a report of its own. */
  const read = async (connection: RTCPeerConnection, peer: number, truths: FromTruthWorker): Promise<PeerReport[]> => {
    const stats: RawStat[] = [];
    const ofTracks: PeerReport[] = [];
    for (const stat of (await connection.getStats()).values()) {
      const names = fields[stat.type];
      if (!names) continue;
      const name = stat.type === 'inbound-rtp' ? collector.nameOfTrack?.(stat.trackIdentifier) : undefined;
      if (name) ofTracks.push({ peer, name, stats: [wanted(stat, names, truths)] });
      else stats.push(wanted(stat, names, truths));
    }
    const name = named(connection);
    return [{ ...name, ...(name.name ? {} : ufragOf(connection)), peer, stats }, ...ofTracks];
  };

  let reading = false;
  setInterval(async () => {
    for (const connection of peers.keys()) if (connection.connectionState === 'closed') peers.delete(connection);
    if (reading || (peers.size === 0 && firstMedia.length === 0)) return;
    reading = true;
    try {
      const truths = (await window.playwrightOpenviduTruth?.figures()) ?? {};
      const readings = [...peers].map(([connection, peer]) => read(connection, peer, truths));
      const reports = (await Promise.all(readings)).flat();
      const message: StatsMessage = { type: 'stats', reports, firstMedia };
      firstMedia = [];
      const push = (window as unknown as Record<string, ((json: string) => Promise<void>) | undefined>)[binding];
      await push?.(JSON.stringify(message));
    } catch {
      // The test that listened, or the connection that was read, is going away; the page under test must not see an error of ours.
    } finally {
      reading = false;
    }
  }, intervalMs);
}
