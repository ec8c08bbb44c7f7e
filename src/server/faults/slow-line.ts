/** Longest that a packet waits for its turn on a capped line; one that would wait longer is dropped. */
const maxQueueMs = 150;

/** What a line with a delay and a limited rate does to packets: when each leaves it. Keeps their order. */
export class SlowLine {
  /** End of the last packet's transmission. */
  #freeAtMs = 0;
  #lastDepartureMs = 0;

  /** The departure of a packet that comes now, or undefined if the line drops it. `nowMs` never goes back. */
  departure(bytes: number, nowMs: number, delayMs: number, kbps: number): number | undefined {
    const startsAtMs = Math.max(nowMs, this.#freeAtMs);
    if (startsAtMs - nowMs > maxQueueMs) return undefined;
    this.#freeAtMs = startsAtMs + (bytes * 8) / kbps;
    this.#lastDepartureMs = Math.max(this.#lastDepartureMs, this.#freeAtMs + delayMs);
    return this.#lastDepartureMs;
  }
}
