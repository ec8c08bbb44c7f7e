import { SessionDescription, SignalTarget } from '@livekit/protocol';
import { LoadError } from '../../../model/errors.js';
import type { SdpMedia } from '../../../wire/sdp.js';
import { payloadType } from '../clips/rtp-formats.js';
import { offeredChannelsSection, sectionOf } from '../peer/media-lines.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import type { Connections, ConnectionsContext, Outgoing } from './connections.js';
import { offeredChannels } from './data-packets.js';
import { inTime } from './in-time.js';
import { simulcastSection } from './simulcast-offer.js';
import { Transport } from './transport.js';

/** Told that an offer was answered, or will never be. */
type Settle = (problem?: LoadError) => void;

/**
 * One PeerConnection for both directions, which the participant always offers: half the sockets and handshakes of two, and as the side that
 * nominates, the participant is connected as soon as the first check of ICE is answered.
 */
export class OneConnection implements Connections {
  readonly #transport: Transport;
  /** All m-lines so far, in order: none is ever taken back. */
  readonly #sections: SdpMedia[] = [];
  #offers = 0;
  /** Told when what is offered now is answered; absent if nothing is. */
  #answered: Settle[] | undefined;
  /** Told when what is to be offered next is answered. */
  #waiting: Settle[] = [];

  constructor(private readonly context: ConnectionsContext) {
    const { channels, tracks } = context;
    this.#transport = new Transport('media', SignalTarget.PUBLISHER, context);
    // The first m-line of each kind settles for the server which codecs may ever come: it is one with all of them.
    this.#addReceived(Math.max(1, tracks.audio.length), Math.max(1, tracks.video.length));
    if (channels) this.#sections.push(offeredChannelsSection(this.#sections.length));
  }

  /** The first offer, for the caller to send. To be called once, before anything else. */
  firstOffer(): SessionDescription {
    this.#answered = [];
    return this.#describeOffer();
  }

  get feedbackOutlet(): PacketOutlet | undefined {
    return this.#transport.outlet;
  }

  get mediaOutlet(): PacketOutlet | undefined {
    return this.#transport.outlet;
  }

  describeReceiving(): string {
    return this.#transport.peer.describe();
  }

  async publish({ media, rids }: Outgoing): Promise<void> {
    for (const sent of media) {
      const section = sectionOf(sent);
      const isLayered = sent.kind === 'video' && rids.length > 0;
      this.#sections.push(isLayered ? simulcastSection(section, rids) : section);
    }
    if (media.length > 0) await inTime(this.#negotiate(), 'did not answer the offer');
    await this.#transport.connected;
  }

  /** The participant offers, and nobody else. */
  onOffer(): void {}

  onAnswer({ sdp, midToTrackId }: SessionDescription): void {
    const { peer } = this.#transport;
    const isFirst = peer.acceptChanging(sdp);
    this.context.tracks.route(sdp, midToTrackId);
    if (isFirst) this.#transport.connect();
    for (const settle of this.#answered ?? []) settle();
    this.#answered = undefined;
    if (this.#waiting.length > 0) this.#offer();
  }

  onSectionsWanted(audios: number, videos: number): void {
    this.#addReceived(audios, videos);
    void this.#negotiate();
  }

  onCandidate(candidate: string): void {
    this.#transport.peer.addCandidate(candidate);
  }

  sendMessage(label: string, message: Uint8Array): boolean {
    return this.#transport.peer.sendMessage(label, message);
  }

  close(): void {
    this.#transport.close();
    const problem = new LoadError('ABORTED', 'The media connection was closed while it was being negotiated.');
    for (const settle of [...(this.#answered ?? []), ...this.#waiting.splice(0)]) settle(problem);
  }

  #addReceived(audios: number, videos: number): void {
    const add = (kind: 'audio' | 'video') => {
      const mid = String(this.#sections.length);
      const types =
        kind === 'audio'
          ? { payloadType: payloadType.opus }
          : { payloadType: payloadType.vp8, h264PayloadType: payloadType.h264 };
      this.#sections.push(sectionOf({ kind, mid, ...types }));
    };
    for (let i = 0; i < audios; i++) add('audio');
    for (let i = 0; i < videos; i++) add('video');
  }

  /** Resolves when all m-lines that there are now have been answered. */
  #negotiate(): Promise<void> {
    const answered = new Promise<void>((resolve, reject) => {
      this.#waiting.push((problem) => (problem ? reject(problem) : resolve()));
    });
    // Whoever waits for it hears of it; nobody needs to.
    answered.catch(() => undefined);
    if (!this.#answered) this.#offer();
    return answered;
  }

  #offer(): void {
    this.#answered = this.#waiting.splice(0);
    this.context.send({ case: 'offer', value: this.#describeOffer() });
  }

  #describeOffer(): SessionDescription {
    const sdp = this.#transport.peer.offerChanging(this.#sections, this.context.channels ? offeredChannels : []);
    return new SessionDescription({ type: 'offer', sdp, id: ++this.#offers });
  }
}
