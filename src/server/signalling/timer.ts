/** One timeout that can be started again and stopped. Does not keep the process alive. */
export class Timer {
  #timeout: NodeJS.Timeout | undefined;

  start(delayMs: number, action: () => void): void {
    this.stop();
    this.#timeout = setTimeout(action, delayMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timeout);
  }
}
