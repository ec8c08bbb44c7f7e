import { timestampDelta } from '../../../wire/serial.js';

/** Differences beyond this, in seconds, are another timeline, not jitter. */
const maxDifferenceSeconds = 5;

/** Interarrival jitter by RFC 3550, 6.4.1. */
export class InterarrivalJitter {
  /** In RTP timestamp units. */
  #jitter = 0;
  #timestamp = 0;
  #arrivedAt = -1;
  #measured = false;

  /** @param clockRate in Hz. */
  constructor(private readonly clockRate: number) {}

  /** In RTP timestamp units. */
  get units(): number {
    return this.#jitter;
  }

  /** Undefined until two packets came. */
  get seconds(): number | undefined {
    return this.#measured ? this.#jitter / this.clockRate : undefined;
  }

  /** @param now arrival, in ms. */
  add(timestamp: number, now: number): void {
    if (this.#arrivedAt >= 0) {
      const elapsed = ((now - this.#arrivedAt) * this.clockRate) / 1000;
      const difference = Math.abs(elapsed - timestampDelta(timestamp, this.#timestamp));
      if (difference < maxDifferenceSeconds * this.clockRate) {
        this.#jitter += (difference - this.#jitter) / 16;
        this.#measured = true;
      }
    }
    this.#timestamp = timestamp;
    this.#arrivedAt = now;
  }

  restart(): void {
    this.#arrivedAt = -1;
  }
}
