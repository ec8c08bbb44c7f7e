import type { ClockOffset } from '../model/clock-offset.js';
import type { EpochMs } from '../model/units.js';

/** One question for the time and its answer, as in NTP (RFC 5905, 8). */
export interface ClockExchange {
  /** By the own clock. */
  readonly askedAt: EpochMs;
  /** By the common clock; the same instant where the other side does not tell them apart. */
  readonly receivedAt: EpochMs;
  readonly answeredAt: EpochMs;
  /** By the own clock. */
  readonly gotAt: EpochMs;
}

/** Clocks that nobody disciplines drift apart by so much, in ms per ms. */
const drift = 50e-6;
const mostKept = 16;

/** Draws a clock's offset from several exchanges: the quickest is the most exact, however its way there and back differed. */
export class ClockEstimate {
  readonly #kept: (ClockOffset & { readonly at: EpochMs })[] = [];

  add({ askedAt, receivedAt, answeredAt, gotAt }: ClockExchange): void {
    const roundTripMs = Math.max(0, gotAt - askedAt - (answeredAt - receivedAt));
    const offsetMs = (receivedAt - askedAt + (answeredAt - gotAt)) / 2;
    this.#kept.push({ offsetMs, uncertaintyMs: roundTripMs / 2, at: gotAt });
    if (this.#kept.length > mostKept) this.#kept.shift();
  }

  /** The best estimate for the instant `now` of the own clock; undefined without any exchange. */
  at(now: EpochMs): ClockOffset | undefined {
    const aged = this.#kept.map(({ offsetMs, uncertaintyMs, at }) => ({
      offsetMs,
      uncertaintyMs: uncertaintyMs + drift * Math.max(0, now - at),
    }));
    const [first, ...others] = aged;
    return first && others.reduce((best, one) => (one.uncertaintyMs < best.uncertaintyMs ? one : best), first);
  }
}
