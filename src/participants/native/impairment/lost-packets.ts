import { readSequence, readSsrc } from '../../../wire/rtp.js';
import type { Deliver } from './line-direction.js';

/** As long as servers keep packets for a second sending, in ms, and about as many. */
const keptMs = 1_000;
const mostKept = 512;

export interface LostPacket {
  readonly packet: Buffer;
  readonly deliver: Deliver;
  readonly lostAt: number;
}

/** RTP packets that a line has lost on their way to the participant, who may ask for them again. Times in ms. */
export class LostPackets {
  readonly #packets = new Map<number, LostPacket>();

  keep(packet: Buffer, deliver: Deliver, now: number): void {
    this.#packets.set(keyOf(readSsrc(packet), readSequence(packet)), { packet, deliver, lostAt: now });
    if (this.#packets.size > mostKept) this.#packets.delete(this.#packets.keys().next().value!);
  }

  /** Undefined if it was not lost here, or too long ago. */
  take(ssrc: number, sequence: number, now: number): LostPacket | undefined {
    const key = keyOf(ssrc, sequence);
    const lost = this.#packets.get(key);
    this.#packets.delete(key);
    return lost && now - lost.lostAt <= keptMs ? lost : undefined;
  }

  clear(): void {
    this.#packets.clear();
  }
}

const keyOf = (ssrc: number, sequence: number): number => ssrc * 0x1_0000 + sequence;
