/** Packets kept for retransmission: about 8 s of the reference stream. A power of two. */
const capacity = 512;

/**
 * What was sent lately, by sequence number. Packets are shared by all publishers of a clip, so only what makes them this
 * publisher's own is kept beside them.
 */
export class SentPackets {
  readonly #packets = new Array<Buffer | undefined>(capacity).fill(undefined);
  readonly #sequences = new Uint16Array(capacity);
  readonly #timestamps = new Uint32Array(capacity);
  readonly #pictureIds = new Uint16Array(capacity);

  remember(sequence: number, packet: Buffer, timestamp: number, pictureId: number): void {
    const slot = sequence & (capacity - 1);
    this.#packets[slot] = packet;
    this.#sequences[slot] = sequence;
    this.#timestamps[slot] = timestamp;
    this.#pictureIds[slot] = pictureId;
  }

  /** Undefined if it was never sent or is too old. */
  find(sequence: number): { packet: Buffer; timestamp: number; pictureId: number } | undefined {
    const slot = sequence & (capacity - 1);
    const packet = this.#packets[slot];
    if (!packet || this.#sequences[slot] !== sequence) return undefined;
    return { packet, timestamp: this.#timestamps[slot]!, pictureId: this.#pictureIds[slot]! };
  }
}
