/** Passes requests on at most every so often. None gets lost: one that comes too early is passed on when it is time. */
export class KeyFrameRequests {
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #trailing: NodeJS.Timeout | undefined;

  constructor(
    private readonly send: () => void,
    private readonly intervalMs = 300,
  ) {}

  request(): void {
    if (this.#trailing) return;
    const waitMs = this.#sentAtMs + this.intervalMs - performance.now();
    if (waitMs <= 0) this.#pass();
    else this.#trailing = setTimeout(() => this.#pass(), waitMs);
  }

  close(): void {
    clearTimeout(this.#trailing);
  }

  #pass(): void {
    this.#trailing = undefined;
    this.#sentAtMs = performance.now();
    this.send();
  }
}
