import { type EventLoopUtilization, performance } from 'node:perf_hooks';

const windowMs = 100;
/** A loop that waited less than this share of a window never worked off its queue. */
const saturated = 0.95;

/**
 * Whether this thread's event loop is always busy. Packets that arrive late while it has time to wait were late before
 * they came here.
 */
export class LoopSaturation {
  #from: EventLoopUtilization = performance.eventLoopUtilization();
  #measuredAtMs = performance.now();
  #isSaturated = false;

  /** Of the last whole window of 100 ms. */
  isSaturated(nowMs: number): boolean {
    if (nowMs - this.#measuredAtMs >= windowMs) {
      const to = performance.eventLoopUtilization();
      this.#isSaturated = performance.eventLoopUtilization(to, this.#from).utilization >= saturated;
      this.#from = to;
      this.#measuredAtMs = nowMs;
    }
    return this.#isSaturated;
  }
}
