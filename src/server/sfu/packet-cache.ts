import type { RtpPacket } from './rtp-packet.js';

/** Packets kept, a power of 2: about two seconds of video at OpenVidu's default limit of 1000 kbps. */
const slots = 256;
const slotBytes = 1500;
/** Older packets are useless to a receiver. */
const maxAgeMs = 1000;

/**
 * The latest packets of one publisher's video, for retransmission on every leg. They are copied into one block of memory:
 * keeping each packet's own buffer alive would cost more in garbage collection than the copy.
 */
export class PacketCache {
  readonly #bytes = Buffer.allocUnsafeSlow(slots * slotBytes);
  readonly #lengths = new Uint16Array(slots);
  readonly #sequenceNumbers = new Uint16Array(slots);
  readonly #arrivals = new Float64Array(slots);

  store(packet: RtpPacket): void {
    const { bytes, sequenceNumber } = packet;
    if (bytes.length > slotBytes) return;
    const slot = sequenceNumber & (slots - 1);
    bytes.copy(this.#bytes, slot * slotBytes);
    this.#lengths[slot] = bytes.length;
    this.#sequenceNumbers[slot] = sequenceNumber;
    this.#arrivals[slot] = packet.arrivedAtMs;
  }

  /** The packet as the publisher sent it, or undefined if it is not there or older than 1 s. The bytes are a copy. */
  find(sequenceNumber: number, nowMs: number): Buffer | undefined {
    const slot = sequenceNumber & (slots - 1);
    const length = this.#lengths[slot]!;
    if (length === 0 || this.#sequenceNumbers[slot] !== sequenceNumber) return undefined;
    if (nowMs - this.#arrivals[slot]! > maxAgeMs) return undefined;
    return Buffer.from(this.#bytes.subarray(slot * slotBytes, slot * slotBytes + length));
  }
}
