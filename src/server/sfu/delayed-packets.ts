/** Something with packets that wait. */
export interface DelayedQueue {
  /** Sends what is due; false if nothing waits any more. */
  release(nowMs: number): boolean;
}

const tickMs = 1;

/** One timer for all packets of a server that wait, which runs only while some do. */
export class DelayedPackets {
  readonly #queues = new Set<DelayedQueue>();
  #ticker: NodeJS.Timeout | undefined;

  /** Call it for a queue that was empty and is no more. */
  add(queue: DelayedQueue): void {
    this.#queues.add(queue);
    this.#ticker ??= setInterval(() => this.#release(), tickMs);
  }

  remove(queue: DelayedQueue): void {
    this.#queues.delete(queue);
    if (this.#queues.size > 0) return;
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }

  #release(): void {
    const nowMs = performance.now();
    for (const queue of this.#queues) if (!queue.release(nowMs)) this.remove(queue);
  }
}
