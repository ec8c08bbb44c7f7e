/**
 * Decides which packets of one stream get lost. The same seed, SSRC and sequence number always give the same answer: a
 * loss can be repeated, and a retransmission can share the fate of the packet it repairs.
 */
export class PacketLoss {
  readonly #threshold: number;
  readonly #salt: number;

  /** @param ratio 0 to 1. */
  constructor(
    ratio: number,
    seed: number,
    ssrc: number,
    /** Retransmissions are lost as well. */
    readonly residual: boolean,
  ) {
    this.#threshold = ratio * 2 ** 32;
    this.#salt = Math.imul(seed | 0, 0x9e3779b1) ^ ssrc;
  }

  loses(sequenceNumber: number): boolean {
    return hash(this.#salt ^ Math.imul(sequenceNumber + 1, 0x85ebca6b)) < this.#threshold;
  }
}

/** Mixes 32 bits so that neighbours differ in all of them. */
function hash(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
