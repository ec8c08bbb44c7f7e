import type { EpochMs } from '../../model/units.js';
import { parseRtcp } from '../../wire/rtcp/compound.js';
import { buildPictureLossIndication } from '../../wire/rtcp/key-frame-request.js';
import { buildReceiverReport } from '../../wire/rtcp/receiver-report.js';
import { buildRemb } from '../../wire/rtcp/remb.js';
import { buildSourceDescription } from '../../wire/rtcp/source-description.js';
import { isRtcp, readPayloadType } from '../../wire/rtp.js';
import type { Route } from '../faults/fault-scope.js';
import type { Forwarding } from './forwarding.js';
import { feedbackSsrc, IncomingTrack } from './incoming-track.js';
import { type MediaKind, mediaKinds, type PerKind } from './media-kind.js';
import type { MediaPort } from './media-port.js';
import { type ReadOffer, readOffer } from './negotiated-media.js';
import type { OutgoingTrack } from './outgoing-track.js';
import { Peer } from './peer.js';
import { PublisherClock } from './publisher-clock.js';
import type { StreamAge } from './stream-age.js';

export interface PublisherOptions {
  readonly streamId: string;
  readonly offer: string;
  readonly route: Route;
  readonly port: MediaPort;
  readonly forwarding: Forwarding;
  readonly receivers: Readonly<Record<MediaKind, readonly OutgoingTrack[]>>;
  readonly age: StreamAge;
  readonly onKeyFrameNeeded: () => void;
}

/** Canonical name in the server's own reports. */
const cname = 'playwright-openvidu';

/** The PeerConnection on which one participant sends its stream. */
export class Publisher {
  readonly #offer: ReadOffer;
  readonly #peer: Peer;
  readonly #tracks: PerKind<IncomingTrack> = {};
  /** −1: no such media. */
  readonly #payloadTypes = { audio: -1, video: -1 };

  /** @throws LoadError `PUBLISH_FAILED` if the offer cannot be used. */
  constructor(options: PublisherOptions) {
    this.#offer = readOffer(options.offer, 'send', 'PUBLISH_FAILED');
    this.#peer = new Peer({
      name: options.streamId,
      port: options.port,
      errorCode: 'PUBLISH_FAILED',
      onMessage: (bytes) => this.#receive(bytes),
    });
    const { route, forwarding, receivers, age, onKeyFrameNeeded } = options;
    const shared = { route, forwarding, age, onKeyFrameNeeded, peer: this.#peer, clock: new PublisherClock() };
    for (const { kind, payloadType, ssrc } of Object.values(this.#offer.media)) {
      this.#tracks[kind] = new IncomingTrack({ kind, ssrc, receivers: receivers[kind], ...shared });
      this.#payloadTypes[kind] = payloadType;
    }
  }

  get kinds(): ReadonlySet<MediaKind> {
    return new Set(mediaKinds.filter((kind) => this.#offer.media[kind]));
  }

  /** @throws LoadError `PUBLISH_FAILED` */
  answer(): Promise<string> {
    return this.#peer.answer(this.#offer.sdp, Object.values(this.#offer.media));
  }

  /** @throws LoadError `PUBLISH_FAILED` */
  addCandidate(candidate: string, mid: string): void {
    this.#peer.addCandidate(candidate, mid);
  }

  requestKeyFrame(): void {
    const ssrc = this.#tracks.video?.ssrc;
    if (ssrc !== undefined) this.#peer.send(buildPictureLossIndication(feedbackSsrc, ssrc));
  }

  retryGaps(nowMs: number): void {
    this.#tracks.video?.retryGaps(nowMs);
  }

  /** Sends reception figures and the permitted bitrate of all tracks as one compound. */
  report(at: EpochMs, bitsPerSecond: number): void {
    const tracks = mediaKinds.flatMap((kind) => this.#tracks[kind] ?? []);
    const blocks = tracks.flatMap((track) => track.reportBlock(at) ?? []);
    const ssrcs = tracks.flatMap((track) => track.ssrc ?? []);
    if (ssrcs.length === 0) return;
    const compound = [
      buildReceiverReport(feedbackSsrc, blocks),
      buildSourceDescription(feedbackSsrc, cname),
      buildRemb(feedbackSsrc, bitsPerSecond, ssrcs),
    ];
    this.#peer.send(Buffer.concat(compound));
  }

  close(): void {
    this.#peer.close();
  }

  #receive(bytes: Buffer): void {
    if (isRtcp(bytes)) {
      this.#receiveRtcp(bytes);
      return;
    }
    const payloadType = readPayloadType(bytes);
    if (payloadType === this.#payloadTypes.video) this.#tracks.video?.receive(bytes);
    else if (payloadType === this.#payloadTypes.audio) this.#tracks.audio?.receive(bytes);
  }

  #receiveRtcp(compound: Buffer): void {
    for (const packet of parseRtcp(compound) ?? []) {
      if (packet.type !== 'sender-report') continue;
      for (const kind of mediaKinds) {
        const track = this.#tracks[kind];
        if (track?.ssrc === packet.ssrc) track.receiveReport(packet);
      }
    }
  }
}
