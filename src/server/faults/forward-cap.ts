/** Longest burst that passes, as a share of one second's packets. */
const burstSeconds = 0.1;

/** A token bucket over the packets that the whole server forwards. */
export class ForwardCap {
  #tokens: number;
  #refilledAtMs: number | undefined;

  constructor(readonly packetsPerSecond: number) {
    this.#tokens = this.#capacity;
  }

  /** Takes a token; false if none is left. `nowMs` never goes back. */
  takes(nowMs: number): boolean {
    const elapsedSeconds = (nowMs - (this.#refilledAtMs ?? nowMs)) / 1000;
    this.#refilledAtMs = nowMs;
    this.#tokens = Math.min(this.#capacity, this.#tokens + elapsedSeconds * this.packetsPerSecond);
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  get #capacity(): number {
    return Math.max(1, this.packetsPerSecond * burstSeconds);
  }
}
