import { now } from './clock.js';

/** Calls `tick` once a second on whole seconds since its start, and hands the first error it throws to `fail`. */
export class Ticker {
  #timer: NodeJS.Timeout | undefined;
  #startedAt = 0;
  #ticks = 0;

  constructor(
    private readonly tick: () => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  start(): void {
    this.#startedAt = now();
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#ticks = Math.max(this.#ticks + 1, Math.floor((now() - this.#startedAt) / 1000));
    this.#timer = setTimeout(
      () => {
        try {
          this.tick();
          this.#schedule();
        } catch (thrown) {
          this.fail(thrown);
        }
      },
      Math.max(0, this.#startedAt + this.#ticks * 1000 - now()),
    );
  }
}
