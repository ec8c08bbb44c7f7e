/** Runs tasks one after another, as a real server handles the requests of one client. */
export class RequestQueue {
  #tail: Promise<void> = Promise.resolve();
  #length = 0;

  /** Tasks that wait or run. */
  get length(): number {
    return this.#length;
  }

  /** @param task Must not reject. */
  add(task: () => Promise<void>): void {
    this.#length += 1;
    this.#tail = this.#tail.then(task).finally(() => {
      this.#length -= 1;
    });
  }
}
