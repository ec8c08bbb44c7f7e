/** A packet that has not come this long after it was due counts as lost, in ms. */
export const residualLossMs = 500;
/** Requests for one packet before it is given up, as in libwebrtc. */
const maxRequests = 10;
/** Slots for awaited packets; larger gaps are an outage, not loss that can be repaired. A power of two. */
export const awaitedWindow = 1024;

/** Packets that newer ones have overtaken: since when, and how often they were asked for. Numbers are extended. */
export class AwaitedPackets {
  #numbers: number[] = [];
  readonly #dueAt = new Float64Array(awaitedWindow);
  readonly #requestedAt = new Float64Array(awaitedWindow);
  readonly #requests = new Uint8Array(awaitedWindow);

  get count(): number {
    return this.#numbers.length;
  }

  has(number: number): boolean {
    return this.#numbers.length > 0 && this.#numbers.includes(number);
  }

  add(number: number, now: number): void {
    const slot = number & (awaitedWindow - 1);
    this.#numbers.push(number);
    this.#dueAt[slot] = now;
    this.#requests[slot] = 0;
  }

  /** @returns whether the packet was awaited. */
  remove(number: number): boolean {
    const index = this.#numbers.indexOf(number);
    if (index < 0) return false;
    this.#numbers.splice(index, 1);
    return true;
  }

  /** How often a packet was asked for since it became awaited. */
  requestsOf(number: number): number {
    return this.#requests[number & (awaitedWindow - 1)]!;
  }

  /** Packets to ask for now, ascending: new ones, and old ones whose last request is `retryMs` ago. Counts as asked for. */
  takeRequests(now: number, retryMs: number): number[] {
    return this.#numbers.filter((number) => {
      const slot = number & (awaitedWindow - 1);
      const asked = this.#requests[slot]!;
      if (asked >= maxRequests || (asked > 0 && now - this.#requestedAt[slot]! < retryMs)) return false;
      this.#requests[slot] = asked + 1;
      this.#requestedAt[slot] = now;
      return true;
    });
  }

  /** Removes and returns the packets that are lost by now. */
  takeLost(now: number): number[] {
    const lost = this.#numbers.filter((number) => now - this.#dueAt[number & (awaitedWindow - 1)]! >= residualLossMs);
    if (lost.length > 0) this.#numbers = this.#numbers.filter((number) => !lost.includes(number));
    return lost;
  }

  clear(): void {
    this.#numbers = [];
  }
}
