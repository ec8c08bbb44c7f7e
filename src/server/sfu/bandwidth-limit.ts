/** Bounds of what publishers are told, in bits per second: OpenVidu's defaults. */
export const defaultBandwidth = { minBitsPerSecond: 300_000, maxBitsPerSecond: 1_000_000 } as const;

const expiryMs = 10_000;

/** What subscribers say they can receive, and what a publisher may therefore send: the least of it, within bounds. */
export class BandwidthLimit<Subscriber> {
  readonly #estimates = new Map<Subscriber, { bitsPerSecond: number; atMs: number }>();

  report(subscriber: Subscriber, bitsPerSecond: number, nowMs: number): void {
    this.#estimates.set(subscriber, { bitsPerSecond, atMs: nowMs });
  }

  forget(subscriber: Subscriber): void {
    this.#estimates.delete(subscriber);
  }

  /** Estimates expire after 10 s; without any, the upper bound. */
  bitsPerSecond(nowMs: number): number {
    let least: number = defaultBandwidth.maxBitsPerSecond;
    for (const [subscriber, estimate] of this.#estimates) {
      if (nowMs - estimate.atMs > expiryMs) this.#estimates.delete(subscriber);
      else least = Math.min(least, estimate.bitsPerSecond);
    }
    return Math.max(defaultBandwidth.minBitsPerSecond, least);
  }
}
