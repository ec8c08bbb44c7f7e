/** More than this at once is a break, not a gap: only a key frame helps. */
const maxGap = 100;
const maxRequests = 10;
const retryMs = 100;
const giveUpMs = 1000;

interface Missing {
  sinceMs: number;
  requestedAtMs: number;
  requests: number;
}

/** Packets that did not arrive from a publisher, and when to ask for them again. Sequence numbers are 16 bits. */
export class GapTracker {
  readonly #missing = new Map<number, Missing>();

  get isEmpty(): boolean {
    return this.#missing.size === 0;
  }

  /**
   * A packet came `ahead` sequence numbers after the highest before it.
   * @returns the sequence numbers to ask for now, ascending, or undefined if the gap is too long to repair.
   */
  gap(sequenceNumber: number, ahead: number, nowMs: number): number[] | undefined {
    if (ahead - 1 > maxGap || this.#missing.size > maxGap) {
      this.#missing.clear();
      return undefined;
    }
    const lost = Array.from({ length: ahead - 1 }, (_, index) => (sequenceNumber - ahead + 1 + index) & 0xffff);
    for (const number of lost) this.#missing.set(number, { sinceMs: nowMs, requestedAtMs: nowMs, requests: 1 });
    return lost;
  }

  /** A late packet arrived after all, or is not wanted any more. */
  fill(sequenceNumber: number): void {
    this.#missing.delete(sequenceNumber);
  }

  /** The sequence numbers to ask for again, oldest first; those that are too old or were asked for often are given up. */
  due(nowMs: number): number[] {
    const due: number[] = [];
    for (const [sequenceNumber, missing] of this.#missing) {
      if (nowMs - missing.sinceMs > giveUpMs || missing.requests >= maxRequests) this.#missing.delete(sequenceNumber);
      else if (nowMs - missing.requestedAtMs >= retryMs) {
        missing.requestedAtMs = nowMs;
        missing.requests++;
        due.push(sequenceNumber);
      }
    }
    return due;
  }
}
