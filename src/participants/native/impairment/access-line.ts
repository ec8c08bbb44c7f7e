import { performance } from 'node:perf_hooks';
import { type Impairment, unimpaired } from '../../../model/impairment.js';
import { parseRtcp } from '../../../wire/rtcp/compound.js';
import { isRtcp } from '../../../wire/rtp.js';
import { SeededRandom } from '../timing/random.js';
import { type TickWheel, tickMs } from '../timing/tick-wheel.js';
import { type Deliver, LineDirection } from './line-direction.js';
import { LostPackets } from './lost-packets.js';

/** Keeps the line's chances apart from the participant's others, which stay the same with and without impairment. */
const seedOffset = 0x11_4e;

/**
 * The line that one participant is connected by: all its connections share its rate. RTP and RTCP pass it; signalling, ICE
 * and DTLS do not, so that a dead line looks like silence. Whoever sends asks {@link impaired} first: else it costs nothing.
 *
 * A packet that is lost on its way to the participant has passed SRTP before, which takes it for a replay when the server sends
 * it again. So requests for it are answered here, once they have passed the line, as if the server were at its other end.
 */
export class AccessLine {
  readonly #up: LineDirection;
  readonly #down: LineDirection;
  readonly #lost = new LostPackets();
  /** Anything happens to packets at present. */
  impaired = false;
  #stop: (() => void) | undefined;
  #dead = false;
  #closed = false;

  /** @param wheel drives what is under way. @param clock in ms; the same as the wheel's. */
  constructor(
    seed: number,
    impairment: Impairment | undefined,
    private readonly wheel: TickWheel,
    private readonly clock: () => number = () => performance.now(),
  ) {
    const random = new SeededRandom(seed + seedOffset);
    this.#up = new LineDirection(random);
    this.#down = new LineDirection(random);
    this.impair(impairment ?? unimpaired);
  }

  /** Effective at once. */
  impair({ latencyMs, loss, uploadKbps, downloadKbps }: Impairment): void {
    if (this.#closed) return;
    this.#dead = loss >= 1;
    if (this.#dead) this.#lost.clear();
    this.#up.set({ latencyMs, loss, kbps: uploadKbps });
    this.#down.set({ latencyMs, loss, kbps: downloadKbps });
    this.#watch();
  }

  /** A packet from the participant, of which a copy is kept while it is under way. */
  up(packet: Buffer, deliver: Deliver): void {
    const arrive = isRtcp(packet) ? (arrived: Buffer) => this.#onRequests(arrived, deliver) : deliver;
    this.#up.pass(packet, arrive, this.clock());
  }

  /** A packet to the participant. */
  down(packet: Buffer, deliver: Deliver): void {
    const now = this.clock();
    if (this.#down.pass(packet, deliver, now) || this.#dead || isRtcp(packet)) return;
    this.#lost.keep(packet, deliver, now);
  }

  /** Drops what is under way. */
  close(): void {
    this.#closed = true;
    this.impaired = false;
    this.#stop?.();
    this.#stop = undefined;
  }

  #onRequests(rtcp: Buffer, deliver: Deliver): void {
    deliver(rtcp);
    for (const packet of parseRtcp(rtcp) ?? []) {
      if (packet.type !== 'nack') continue;
      for (const sequence of packet.sequenceNumbers) {
        const lost = this.#lost.take(packet.mediaSsrc, sequence, this.clock());
        if (lost) this.down(lost.packet, lost.deliver);
      }
    }
  }

  #watch(): void {
    this.impaired = !this.#up.clear || !this.#down.clear;
    if (this.impaired && !this.#stop) this.#stop = this.wheel.add(1, 0, (_late, now) => this.#release(now));
    if (this.impaired || !this.#stop) return;
    this.#stop();
    this.#stop = undefined;
  }

  #release(now: number): void {
    // Half a tick early and half a tick late cancel out.
    const until = now + tickMs / 2;
    this.#up.release(until);
    this.#down.release(until);
    this.#watch();
  }
}
