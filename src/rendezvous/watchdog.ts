/** Tells when nothing was heard for too long. A process that was itself stalled first takes in what came meanwhile. */
export class Watchdog {
  #timer: NodeJS.Timeout | undefined;
  #heardAt = performance.now();

  constructor(
    private readonly limitMs: number,
    private readonly onSilence: () => void,
  ) {
    this.#wait(limitMs);
  }

  heard(): void {
    this.#heardAt = performance.now();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => setImmediate(() => this.#look()), Math.max(1, ms));
    this.#timer.unref();
  }

  #look(): void {
    if (!this.#timer) return;
    const left = this.#heardAt + this.limitMs - performance.now();
    if (left > 0) this.#wait(left);
    else {
      this.stop();
      this.onSilence();
    }
  }
}
