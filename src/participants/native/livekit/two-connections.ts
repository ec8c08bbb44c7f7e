import { SessionDescription, SignalTarget } from '@livekit/protocol';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import type { Connections, ConnectionsContext, Outgoing } from './connections.js';
import { offeredChannels } from './data-packets.js';
import { inTime } from './in-time.js';
import { withSimulcast } from './simulcast-offer.js';
import { Transport, trickle } from './transport.js';

/** One PeerConnection for each direction: the server offers the one that is received by, the participant the other. */
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
    const { channels, send, onFeedback } = this.context;
    const transport = this.#open(SignalTarget.PUBLISHER, onFeedback);
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
    this.#subscriber ??= this.#open(SignalTarget.SUBSCRIBER, this.context.onReceived);
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

  /** Signals come by the subscriber connection, and to who may not subscribe by the other. */
  #open(target: SignalTarget, onPacket: (packet: Buffer) => void): Transport {
    const { options, send, onLost, channels } = this.context;
    const name = target === SignalTarget.PUBLISHER ? 'publisher' : 'subscriber';
    return new Transport(name, options, {
      onCandidate: (candidate) => send(trickle(target, candidate)),
      onPacket,
      onLost,
      ...(channels && { channels }),
    });
  }
}
