import { concerns, type Route } from '../faults/fault-scope.js';
import type { Faults } from '../faults/faults.js';
import { PacketLoss } from '../faults/packet-loss.js';
import type { RtpPacket } from './rtp-packet.js';

/** Lost packets kept to be handed back, at most. */
const maxKept = 200;

/**
 * The fault that loses packets on the way from the publisher to the server. They did arrive, so SRTP takes the publisher's
 * retransmission for a replay and drops it: the fault has to hand the packet back itself when it is asked for again.
 */
export class PublisherLoss {
  readonly #kept = new Map<number, Buffer>();
  #version = -1;
  #loss: PacketLoss | undefined;

  constructor(
    private readonly faults: Faults,
    private readonly route: Route,
  ) {}

  loses(packet: RtpPacket): boolean {
    if (this.#version !== this.faults.version) this.#refresh(packet.ssrc);
    if (this.#loss === undefined || !this.#loss.loses(packet.sequenceNumber)) return false;
    if (!this.#loss.residual) this.#keep(packet);
    return true;
  }

  /** The lost packets among these, which then are lost no more. */
  recover(sequenceNumbers: readonly number[]): Buffer[] {
    if (this.#kept.size === 0) return [];
    return sequenceNumbers.flatMap((sequenceNumber) => {
      const bytes = this.#kept.get(sequenceNumber);
      this.#kept.delete(sequenceNumber);
      return bytes ?? [];
    });
  }

  #keep(packet: RtpPacket): void {
    this.#kept.set(packet.sequenceNumber, packet.bytes);
    if (this.#kept.size > maxKept) this.#kept.delete(this.#kept.keys().next().value!);
  }

  #refresh(ssrc: number): void {
    const { packetLoss, seed } = this.faults.settings;
    this.#version = this.faults.version;
    this.#kept.clear();
    this.#loss =
      packetLoss?.on === 'publisher' && concerns({ ...packetLoss, to: undefined }, this.route)
        ? new PacketLoss(packetLoss.ratio, seed, ssrc, packetLoss.residual)
        : undefined;
  }
}
