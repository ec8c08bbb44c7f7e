import { randomInt } from 'node:crypto';
import type { EpochMs } from '../../model/units.js';
import { parseRtcp } from '../../wire/rtcp/compound.js';
import { buildSourceDescription } from '../../wire/rtcp/source-description.js';
import { isRtcp } from '../../wire/rtp.js';
import { formatSdp, rejectMedia } from '../../wire/sdp.js';
import type { Route } from '../faults/fault-scope.js';
import type { Forwarding } from './forwarding.js';
import { LegFaults } from './leg-faults.js';
import { type MediaKind, mediaKinds, type PerKind } from './media-kind.js';
import type { MediaPort } from './media-port.js';
import { readOffer } from './negotiated-media.js';
import { OutgoingTrack } from './outgoing-track.js';
import { Peer } from './peer.js';

/** Payload types of the server's own offers; those that Chromium uses. */
const ownPayloadTypes: Readonly<Record<MediaKind, number>> = { audio: 111, video: 96 };

/** What a leg tells the stream it belongs to. */
export interface LegEvents {
  /** The subscriber needs a key frame: it just became ready, or it asked. */
  onKeyFrameRequest(): void;
  onBandwidthEstimate(bitsPerSecond: number): void;
}

export interface LegOptions {
  readonly legId: string;
  readonly streamId: string;
  readonly route: Route;
  readonly port: MediaPort;
  readonly forwarding: Forwarding;
  readonly events: LegEvents;
}

/** One subscription: a PeerConnection that sends one stream to one subscriber. */
export class Leg {
  readonly tracks: PerKind<OutgoingTrack> = {};
  readonly #options: LegOptions;
  readonly #peer: Peer;

  constructor(options: LegOptions) {
    this.#options = options;
    this.#peer = new Peer({
      name: options.legId,
      port: options.port,
      errorCode: 'SUBSCRIBE_FAILED',
      onOpen: () => this.#open(),
      onLost: () => this.#stop(),
    });
  }

  /**
   * The client offers. Kinds that the stream lacks are refused.
   * @throws LoadError `SUBSCRIBE_FAILED`
   */
  async answer(offer: string, available: ReadonlySet<MediaKind>): Promise<string> {
    const { sdp, media } = readOffer(offer, 'receive', 'SUBSCRIBE_FAILED');
    const refused = new Set<string>();
    for (const { kind, mid, payloadType } of Object.values(media)) {
      if (available.has(kind)) this.#addTrack(kind, mid, payloadType);
      else refused.add(mid);
    }
    return this.#peer.answer(formatSdp(rejectMedia(sdp, refused)));
  }

  /** The server offers. @throws LoadError `SUBSCRIBE_FAILED` */
  async offer(available: ReadonlySet<MediaKind>): Promise<string> {
    const kinds = mediaKinds.filter((kind) => available.has(kind));
    for (const [index, kind] of kinds.entries()) this.#addTrack(kind, String(index), ownPayloadTypes[kind]);
    return this.#peer.offer();
  }

  /** @throws LoadError `SUBSCRIBE_FAILED` */
  accept(answer: string): void {
    this.#peer.accept(answer);
  }

  /** @throws LoadError `SUBSCRIBE_FAILED` */
  addCandidate(candidate: string, mid: string): void {
    this.#peer.addCandidate(candidate, mid);
  }

  /** Sends the sender reports of all tracks as one compound. */
  report(at: EpochMs): void {
    const tracks = mediaKinds.flatMap((kind) => this.tracks[kind] ?? []);
    const reports = tracks.flatMap((track) => track.senderReport(at) ?? []);
    if (reports.length === 0) return;
    const descriptions = tracks.map((track) => buildSourceDescription(track.ssrc, this.#options.streamId));
    tracks[0]!.sendRtcp(Buffer.concat([...reports, ...descriptions]));
  }

  close(): void {
    this.#stop();
    this.#peer.close();
  }

  #open(): void {
    for (const kind of mediaKinds) this.tracks[kind]?.open();
    if (this.tracks.video) this.#options.events.onKeyFrameRequest();
  }

  #stop(): void {
    for (const kind of mediaKinds) this.tracks[kind]?.close();
  }

  #addTrack(kind: MediaKind, mid: string, payloadType: number): void {
    const { streamId, route, forwarding } = this.#options;
    const ssrc = randomInt(1, 2 ** 32);
    const native = this.#peer.addTrack({ kind, mid, payloadType, source: { ssrc, cname: streamId, streamId } });
    const faults = new LegFaults(forwarding.faults, route, kind, ssrc);
    const track = new OutgoingTrack({ kind, ssrc, payloadType, track: native, faults, forwarding });
    this.tracks[kind] = track;
    native.onMessage((bytes) => {
      if (isRtcp(bytes)) this.#receiveRtcp(track, bytes);
    });
  }

  /** A compound reaches every track that it names: each acts only on what concerns its own SSRC. */
  #receiveRtcp(track: OutgoingTrack, compound: Buffer): void {
    const { events } = this.#options;
    for (const packet of parseRtcp(compound) ?? []) {
      switch (packet.type) {
        case 'nack':
          if (packet.mediaSsrc === track.ssrc) track.retransmit(packet.sequenceNumbers, performance.now());
          break;
        case 'picture-loss-indication':
          if (packet.mediaSsrc === track.ssrc) events.onKeyFrameRequest();
          break;
        case 'full-intra-request':
          if (packet.requests.some((request) => request.mediaSsrc === track.ssrc)) events.onKeyFrameRequest();
          break;
        case 'remb':
          if (packet.ssrcs.includes(track.ssrc)) events.onBandwidthEstimate(packet.bitsPerSecond);
          break;
        default:
      }
    }
  }
}
