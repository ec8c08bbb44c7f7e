/** Numbers that look random and are the same for the same seed (mulberry32), each in 0 ≤ x < 1. */
export class SeededRandom {
  #state: number;

  /** @param seed any integer; its lower 32 bits count. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer in 0 ≤ x < `bound`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }
}
