import type { SeededRandom } from '../timing/random.js';

/** Conditions of one direction. */
export interface DirectionConditions {
  readonly latencyMs: number;
  /** 0 to 1. */
  readonly loss: number;
  /** Absent: no limit. */
  readonly kbps: number | undefined;
}

/** Takes a packet at the end of the line. */
export type Deliver = (packet: Buffer) => void;

/** What IP, UDP and SRTP add to each packet on the wire, in bytes: a line's rate counts them. */
const wireOverheadBytes = 38;
/** What would wait for longer than this, in ms, at a line that is full, is dropped: a usual buffer of an access line. */
const longestQueueMs = 300;

interface Travelling {
  readonly packet: Buffer;
  readonly deliver: Deliver;
  readonly arrivesAt: number;
}

/**
 * One direction of an access line: loses packets at random, lets no more through than its rate, and delays the rest.
 * Packets keep their order. Times in ms, of the caller's clock.
 */
export class LineDirection {
  #conditions: DirectionConditions = { latencyMs: 0, loss: 0, kbps: undefined };
  #travelling: Travelling[] = [];
  /** When the last packet so far is on its way, and the rate is free for the next. */
  #freeAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly random: SeededRandom) {}

  /** Nothing would happen to a packet. */
  get clear(): boolean {
    const { latencyMs, loss, kbps } = this.#conditions;
    return latencyMs === 0 && loss === 0 && kbps === undefined && this.#travelling.length === 0;
  }

  /** Effective for the packets that come from now on; a dead line loses those under way, too. */
  set(conditions: DirectionConditions): void {
    this.#conditions = conditions;
    if (conditions.kbps === undefined) this.#freeAt = Number.NEGATIVE_INFINITY;
    if (conditions.loss >= 1) this.#travelling = [];
  }

  /** Takes one packet, of which a copy is kept as long as it is under way. @returns whether it will arrive. */
  pass(packet: Buffer, deliver: Deliver, now: number): boolean {
    const { latencyMs, loss, kbps } = this.#conditions;
    if (loss > 0 && this.random.next() < loss) return false;
    const sentAt = kbps === undefined ? now : this.#transmit(packet.length + wireOverheadBytes, kbps, now);
    if (sentAt === undefined) return false;
    const arrivesAt = sentAt + latencyMs;
    if (arrivesAt <= now && this.#travelling.length === 0) deliver(packet);
    else this.#travelling.push({ packet: Buffer.from(packet), deliver, arrivesAt });
    return true;
  }

  /** Delivers what has arrived by `now`; nothing overtakes a packet that has not, though the delay may have fallen. */
  release(now: number): void {
    const underWay = this.#travelling.findIndex(({ arrivesAt }) => arrivesAt > now);
    const arrived = this.#travelling.splice(0, underWay < 0 ? this.#travelling.length : underWay);
    for (const { packet, deliver } of arrived) deliver(packet);
  }

  /** @returns when the packet has left; undefined if the queue is full. */
  #transmit(bytes: number, kbps: number, now: number): number | undefined {
    const startsAt = Math.max(now, this.#freeAt);
    if (startsAt - now > longestQueueMs) return undefined;
    this.#freeAt = startsAt + (bytes * 8) / kbps;
    return this.#freeAt;
  }
}
