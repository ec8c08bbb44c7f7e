/** Answers joins one after the other at a rate, in the order in which they came: the queue of a busy server. */
export class JoinPace {
  #freeAtMs = 0;

  /**
   * Takes a place in the queue.
   * @returns the wait until its turn, in ms
   */
  enter(joinsPerSecond: number, nowMs: number): number {
    const turnMs = Math.max(nowMs, this.#freeAtMs);
    this.#freeAtMs = turnMs + 1000 / joinsPerSecond;
    return turnMs - nowMs;
  }
}
