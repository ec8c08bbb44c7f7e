/** Rate of a byte counter that is read about once per second, smoothed over a few readings. */
export class SentRate {
  #octets = 0;
  #atMs: number | undefined;
  #bitsPerSecond = 0;

  /** 0 before the second reading. */
  get bitsPerSecond(): number {
    return this.#bitsPerSecond;
  }

  read(octets: number, nowMs: number): void {
    if (this.#atMs !== undefined && nowMs > this.#atMs) {
      const rate = ((octets - this.#octets) * 8000) / (nowMs - this.#atMs);
      this.#bitsPerSecond = this.#bitsPerSecond === 0 ? rate : (this.#bitsPerSecond + rate) / 2;
    }
    this.#octets = octets;
    this.#atMs = nowMs;
  }
}
