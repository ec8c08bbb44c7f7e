import { performance } from 'node:perf_hooks';
import { type Impairment, unimpaired } from '../../../model/impairment.js';
import { SeededRandom } from '../timing/random.js';
import { type TickWheel, tickMs } from '../timing/tick-wheel.js';
import { type Deliver, LineDirection } from './line-direction.js';

/** Keeps the line's chances apart from the participant's others, which stay the same with and without impairment. */
const seedOffset = 0x11_4e;

/**
 * The line that one participant is connected by: all its connections share its rate. RTP and RTCP pass it; signalling, ICE
 * and DTLS do not, so that a dead line looks like silence. Whoever sends asks {@link impaired} first: else it costs nothing.
 */
export class AccessLine {
  readonly #up: LineDirection;
  readonly #down: LineDirection;
  /** Anything happens to packets at present. */
  impaired = false;
  #stop: (() => void) | undefined;
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
    this.#up.set({ latencyMs, loss, kbps: uploadKbps });
    this.#down.set({ latencyMs, loss, kbps: downloadKbps });
    this.#watch();
  }

  /** A packet from the participant, of which a copy is kept while it is under way. */
  up(packet: Buffer, deliver: Deliver): void {
    this.#up.pass(packet, deliver, this.clock());
  }

  /** A packet to the participant. */
  down(packet: Buffer, deliver: Deliver): void {
    this.#down.pass(packet, deliver, this.clock());
  }

  /** Drops what is under way. */
  close(): void {
    this.#closed = true;
    this.impaired = false;
    this.#stop?.();
    this.#stop = undefined;
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
