import type { FrameTrailer } from '../../../wire/frame-trailer.js';

/** Packets kept for retransmission: about 8 s of the reference stream. A power of two. */
const capacity = 512;

/** What the packets of one frame have in common that is this publisher's own. */
export interface SentFrame {
  readonly timestamp: number;
  readonly pictureId: number;
  /** Of its last packet, if the publisher writes any. */
  readonly trailer: FrameTrailer | undefined;
}

/**
 * What was sent lately, by sequence number. Packets are shared by all publishers of a clip, so only what makes them this
 * publisher's own is kept beside them.
 */
export class SentPackets {
  readonly #packets = new Array<Buffer | undefined>(capacity).fill(undefined);
  readonly #frames = new Array<SentFrame | undefined>(capacity).fill(undefined);
  readonly #sequences = new Uint16Array(capacity);

  remember(sequence: number, packet: Buffer, frame: SentFrame): void {
    const slot = sequence & (capacity - 1);
    this.#packets[slot] = packet;
    this.#frames[slot] = frame;
    this.#sequences[slot] = sequence;
  }

  /** Undefined if it was never sent or is too old. */
  find(sequence: number): { packet: Buffer; frame: SentFrame } | undefined {
    const slot = sequence & (capacity - 1);
    const packet = this.#packets[slot];
    if (!packet || this.#sequences[slot] !== sequence) return undefined;
    return { packet, frame: this.#frames[slot]! };
  }
}
