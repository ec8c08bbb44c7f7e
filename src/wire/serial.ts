/** Serial arithmetic (RFC 1982) on 16-bit sequence numbers: `a - b`, in −32768…32767. Positive: `a` is newer. */
export function seqDelta(a: number, b: number): number {
  return ((a - b) << 16) >> 16;
}

/** Serial arithmetic on 32-bit RTP timestamps: `a - b`, in −2³¹…2³¹−1. Positive: `a` is newer. */
export function timestampDelta(a: number, b: number): number {
  return (a - b) | 0;
}

/**
 * Turns 16-bit sequence numbers into numbers that never wrap. The first number stands for itself; packets older than
 * the first may give negative numbers.
 */
export class SequenceUnwrapper {
  #last: number | undefined;

  /** Each number is taken as the one nearest to the number before (at most 32767 away). */
  unwrap(sequenceNumber: number): number {
    this.#last = this.#last === undefined ? sequenceNumber : this.#last + seqDelta(sequenceNumber, this.#last & 0xffff);
    return this.#last;
  }
}
