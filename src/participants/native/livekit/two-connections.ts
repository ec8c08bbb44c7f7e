import { SessionDescription, SignalTarget } from '@livekit/protocol';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import type { Connections, ConnectionsContext, Outgoing } from './connections.js';
import { offeredChannels } from './data-packets.js';
import { inTime } from './in-time.js';
import { withSimulcast } from './simulcast-offer.js';
import { Transport } from './transport.js';

/**
 * One PeerConnection for each direction: the server offers the one that is received by, the participant the other. Signals come by the
 * first, and to who may not subscribe by the other.
 */
export class TwoConnections implements Connections {
  #subscriber: Transport | undefined;
  #publisher: Transport | undefined;
  #onAnswer: ((sdp: string) => void) | undefined;

  constructor(private readonly context: ConnectionsContext) {}

  get feedbackOutlet(): PacketOutlet | undefined {
    return this.#subscriber?.outlet;
  }

  get mediaOutlet(): PacketOutlet | undefined {
    return this.#publisher?.outlet;
  }

  describeReceiving(): string {
    return this.#subscriber?.peer.describe() ?? 'not set up';
  }

  async publish({ media, rids }: Outgoing): Promise<void> {
    const { channels, send } = this.context;
    const transport = new Transport('publisher', SignalTarget.PUBLISHER, this.context);
    this.#publisher = transport;
    const offer = transport.peer.offer(media, channels ? offeredChannels : []);
    const sdp = rids.length > 0 ? withSimulcast(offer, rids) : offer;
    const answered = new Promise<string>((resolve) => {
      this.#onAnswer = resolve;
    });
    send({ case: 'offer', value: new SessionDescription({ type: 'offer', sdp }) });
    transport.peer.acceptAnswer(await inTime(answered, 'did not answer the offer'));
    transport.connect();
    await transport.connected;
  }

  onOffer({ sdp, id }: SessionDescription): void {
    const isFirst = this.#subscriber === undefined;
    this.#subscriber ??= new Transport('subscriber', SignalTarget.SUBSCRIBER, this.context);
    this.context.tracks.route(sdp);
    const answer = this.#subscriber.peer.answerChanging(sdp);
    this.context.send({ case: 'answer', value: new SessionDescription({ type: 'answer', sdp: answer, id }) });
    if (isFirst) this.#subscriber.connect();
  }

  onAnswer({ sdp }: SessionDescription): void {
    this.#onAnswer?.(sdp);
  }

  /** The server says so of one connection only. */
  onSectionsWanted(): void {}

  onCandidate(candidate: string, target: SignalTarget): void {
    const transport = target === SignalTarget.PUBLISHER ? this.#publisher : this.#subscriber;
    transport?.peer.addCandidate(candidate);
  }

  sendMessage(label: string, message: Uint8Array): boolean {
    return this.#publisher?.peer.sendMessage(label, message) ?? false;
  }

  close(): void {
    this.#publisher?.close();
    this.#subscriber?.close();
  }
}
