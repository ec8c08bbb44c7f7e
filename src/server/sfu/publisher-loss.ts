import { concerns, type Route } from '../faults/fault-scope.js';
import type { Faults } from '../faults/faults.js';
import { PacketLoss } from '../faults/packet-loss.js';

/** The fault that loses packets on the way from the publisher to the server. */
export class PublisherLoss {
  #version = -1;
  #loss: PacketLoss | undefined;

  constructor(
    private readonly faults: Faults,
    private readonly route: Route,
  ) {}

  /** @param isFirstTime False for a retransmission. */
  loses(ssrc: number, sequenceNumber: number, isFirstTime: boolean): boolean {
    if (this.#version !== this.faults.version) this.#refresh(ssrc);
    if (this.#loss === undefined) return false;
    return (isFirstTime || this.#loss.residual) && this.#loss.loses(sequenceNumber);
  }

  #refresh(ssrc: number): void {
    const { packetLoss, seed } = this.faults.settings;
    this.#version = this.faults.version;
    this.#loss =
      packetLoss?.on === 'publisher' && concerns({ ...packetLoss, to: undefined }, this.route)
        ? new PacketLoss(packetLoss.ratio, seed, ssrc, packetLoss.residual)
        : undefined;
  }
}
