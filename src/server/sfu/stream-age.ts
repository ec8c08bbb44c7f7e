/** Time since a stream's first packet; runs on when its publisher is replaced. */
export class StreamAge {
  #startedAtMs: number | undefined;

  /** Call it for every first packet of a track; the earliest counts. */
  start(nowMs: number): void {
    this.#startedAtMs ??= nowMs;
  }

  /** 0 before the first packet. */
  ms(nowMs: number): number {
    return nowMs - (this.#startedAtMs ?? nowMs);
  }
}
