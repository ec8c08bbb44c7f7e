interface Sent {
  readonly timestamp: number;
  readonly isHeld: boolean;
  readonly departsAtMs: number;
}

/**
 * Holds every second frame or sound packet of each stream back. The interarrival jitter of RFC 3550 (6.4.1) then settles at just that
 * time, because every difference of transit times is plus or minus it.
 */
export class AlternatingDelay {
  readonly #last = new Map<number, Sent>();

  /** When a packet leaves that would leave at `dueAtMs`. Packets of one timestamp share its fate, and none overtakes another of its stream. */
  departure(ssrc: number, timestamp: number, dueAtMs: number, holdMs: number): number {
    const last = this.#last.get(ssrc);
    const isHeld = last?.timestamp === timestamp ? last.isHeld : !last?.isHeld;
    const departsAtMs = Math.max(last?.departsAtMs ?? 0, dueAtMs + (isHeld ? holdMs : 0));
    this.#last.set(ssrc, { timestamp, isHeld, departsAtMs });
    return departsAtMs;
  }
}
