/** Bounds of what publishers are told, in bits per second: OpenVidu's defaults. */
export const defaultBandwidth = { minBitsPerSecond: 300_000, maxBitsPerSecond: 1_000_000 } as const;

/**
 * A subscriber whose estimate is under this share of what it is sent does not get all of it. Chromium begins at, and falls
 * back to, 85 % of what arrives whenever arrivals are unsteady, while what is sent may have fallen since it was measured.
 */
const congestedShare = 0.6;
/** It must say so for this long: an unsteady machine looks like congestion for a moment. */
const patienceMs = 3000;
const expiryMs = 10_000;

interface Estimates {
  /** Since when every estimate told of congestion. */
  congestedSinceMs?: number;
  limit?: { bitsPerSecond: number; atMs: number };
}

/**
 * What subscribers say they can receive, and what a publisher may therefore send: the least of it, within bounds.
 *
 * An estimate counts only when it tells of congestion. Chromium's is never above one and a half times of what arrives, so
 * that a publisher that has little to send would keep itself, and everyone a browser watches, at that for good.
 */
export class BandwidthLimit<Subscriber> {
  readonly #estimates = new Map<Subscriber, Estimates>();

  /** @param sentBitsPerSecond What the subscriber is sent at present. */
  report(subscriber: Subscriber, bitsPerSecond: number, sentBitsPerSecond: number, nowMs: number): void {
    const estimates = this.#estimates.get(subscriber) ?? {};
    this.#estimates.set(subscriber, estimates);
    if (bitsPerSecond >= congestedShare * sentBitsPerSecond) {
      delete estimates.congestedSinceMs;
      if (estimates.limit) estimates.limit.bitsPerSecond = Math.max(estimates.limit.bitsPerSecond, bitsPerSecond);
      return;
    }
    estimates.congestedSinceMs ??= nowMs;
    if (estimates.limit || nowMs - estimates.congestedSinceMs >= patienceMs)
      estimates.limit = { bitsPerSecond, atMs: nowMs };
  }

  forget(subscriber: Subscriber): void {
    this.#estimates.delete(subscriber);
  }

  /** A limit expires 10 s after the last sign of congestion; without any, the upper bound. */
  bitsPerSecond(nowMs: number): number {
    let least: number = defaultBandwidth.maxBitsPerSecond;
    for (const estimates of this.#estimates.values()) {
      if (!estimates.limit) continue;
      if (nowMs - estimates.limit.atMs > expiryMs) delete estimates.limit;
      else least = Math.min(least, estimates.limit.bitsPerSecond);
    }
    return Math.max(defaultBandwidth.minBitsPerSecond, least);
  }
}
