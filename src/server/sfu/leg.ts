import { randomInt } from 'node:crypto';
import { LoadError } from '../../model/errors.js';
import type { EpochMs } from '../../model/units.js';
import { parseRtcp } from '../../wire/rtcp/compound.js';
import { buildSourceDescription } from '../../wire/rtcp/source-description.js';
import { isRtcp } from '../../wire/rtp.js';
import type { Route } from '../faults/fault-scope.js';
import type { PeerMedia } from './bundle.js';
import type { Forwarding } from './forwarding.js';
import { LegFaults } from './leg-faults.js';
import { LegOutlet } from './leg-outlet.js';
import { type MediaKind, mediaKinds, type PerKind } from './media-kind.js';
import type { MediaPort } from './media-port.js';
import { readOffer } from './negotiated-media.js';
import { OutgoingTrack } from './outgoing-track.js';
import { Peer } from './peer.js';
import { SentRate } from './sent-rate.js';

/** Payload types of the server's own offers; those that Chromium uses. */
const ownPayloadTypes: Readonly<Record<MediaKind, number>> = { audio: 111, video: 96 };

/** What a leg tells the stream it belongs to. */
export interface LegEvents {
  /** The subscriber needs a key frame: it just became ready, or it asked. */
  onKeyFrameRequest(): void;
  /** @param sentBitsPerSecond What it is sent at present. */
  onBandwidthEstimate(bitsPerSecond: number, sentBitsPerSecond: number): void;
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
  readonly route: Route;
  readonly #options: LegOptions;
  readonly #peer: Peer;
  readonly #outlet: LegOutlet;
  readonly #sentRate = new SentRate();

  constructor(options: LegOptions) {
    this.#options = options;
    this.route = options.route;
    this.#peer = new Peer({
      name: options.legId,
      port: options.port,
      errorCode: 'SUBSCRIBE_FAILED',
      onMessage: (bytes) => this.#receive(bytes),
      onOpen: () => this.#open(),
      onLost: () => this.#stop(),
    });
    this.#outlet = new LegOutlet(this.#peer, options.route, options.forwarding);
  }

  /**
   * The client offers. Kinds that the stream lacks are refused.
   * @throws LoadError `SUBSCRIBE_FAILED`
   */
  async answer(offer: string, available: ReadonlySet<MediaKind>): Promise<string> {
    const { sdp, media } = readOffer(offer, 'receive', 'SUBSCRIBE_FAILED');
    const taken = Object.values(media).filter(({ kind }) => available.has(kind));
    if (taken.length === 0)
      throw new LoadError('SUBSCRIBE_FAILED', `The offer has no medium that stream ${this.#options.streamId} has.`);
    return this.#peer.answer(
      sdp,
      taken.map(({ kind, mid, payloadType }) => this.#addTrack(kind, mid, payloadType)),
    );
  }

  /** The server offers. @throws LoadError `SUBSCRIBE_FAILED` */
  async offer(available: ReadonlySet<MediaKind>): Promise<string> {
    const kinds = mediaKinds.filter((kind) => available.has(kind));
    return this.#peer.offer(kinds.map((kind, index) => this.#addTrack(kind, String(index), ownPayloadTypes[kind])));
  }

  /** @throws LoadError `SUBSCRIBE_FAILED` */
  accept(answer: string): void {
    this.#peer.accept(answer);
  }

  /** @throws LoadError `SUBSCRIBE_FAILED` */
  addCandidate(candidate: string, mid: string): void {
    this.#peer.addCandidate(candidate, mid);
  }

  /** Once per second: sends the sender reports of all tracks as one compound. */
  report(at: EpochMs): void {
    const tracks = mediaKinds.flatMap((kind) => this.tracks[kind] ?? []);
    const octets = tracks.reduce((sum, track) => sum + track.octetsSent, 0);
    this.#sentRate.read(octets, at);
    const reports = tracks.flatMap((track) => track.senderReport(at) ?? []);
    if (reports.length === 0) return;
    const descriptions = tracks.map((track) => buildSourceDescription(track.ssrc, this.#options.streamId));
    this.#outlet.send(Buffer.concat([...reports, ...descriptions]), performance.now());
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
    this.#outlet.close();
    for (const kind of mediaKinds) this.tracks[kind]?.close();
  }

  #addTrack(kind: MediaKind, mid: string, payloadType: number): PeerMedia {
    const { streamId, route, forwarding } = this.#options;
    const ssrc = randomInt(1, 2 ** 32);
    const faults = new LegFaults(forwarding.faults, route, kind, ssrc);
    const onKeyFrameNeeded = () => this.#options.events.onKeyFrameRequest();
    const outlet = this.#outlet;
    this.tracks[kind] = new OutgoingTrack({ kind, ssrc, payloadType, outlet, faults, forwarding, onKeyFrameNeeded });
    return { kind, mid, payloadType, source: { ssrc, cname: streamId, streamId } };
  }

  #receive(bytes: Buffer): void {
    if (!isRtcp(bytes)) return;
    const { events } = this.#options;
    const { audio, video } = this.tracks;
    for (const packet of parseRtcp(bytes) ?? []) {
      switch (packet.type) {
        case 'nack':
          if (packet.mediaSsrc === video?.ssrc) video.retransmit(packet.sequenceNumbers, performance.now());
          break;
        case 'picture-loss-indication':
          if (packet.mediaSsrc === video?.ssrc) events.onKeyFrameRequest();
          break;
        case 'full-intra-request':
          if (packet.requests.some(({ mediaSsrc }) => mediaSsrc === video?.ssrc)) events.onKeyFrameRequest();
          break;
        case 'remb':
          if (packet.ssrcs.some((ssrc) => ssrc === video?.ssrc || ssrc === audio?.ssrc))
            events.onBandwidthEstimate(packet.bitsPerSecond, this.#sentRate.bitsPerSecond);
          break;
        default:
      }
    }
  }
}
