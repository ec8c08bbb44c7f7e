import type { ClockOffset } from '../model/clock-offset.js';
import type { Rendezvous } from '../model/gather.js';
import type { EpochMs } from '../model/units.js';
import { now } from './clock.js';

/** What a generator hands in where all agree on an instant. */
interface Reading {
  /** By the common clock. */
  readonly readyAt: EpochMs;
  readonly clock: ClockOffset;
}

/** How the clocks of all generators stood at one gather. */
export class CommonTime {
  constructor(
    private readonly readings: readonly Reading[],
    private readonly generator: number,
  ) {}

  /**
   * Reads the clock, and waits for the others to have done so.
   * @throws LoadError as `Rendezvous.gather`
   */
  static async gather(
    { rendezvous, generator }: { readonly rendezvous: Rendezvous; readonly generator: number },
    key: string,
    waitMs: number,
  ): Promise<CommonTime> {
    const clock = await rendezvous.clock();
    const reading: Reading = { readyAt: now() + clock.offsetMs, clock };
    return new CommonTime(await rendezvous.gather(key, reading, waitMs), generator);
  }

  /** The clock of this generator. */
  get own(): ClockOffset {
    return this.clockOf(this.generator);
  }

  clockOf(generator: number): ClockOffset {
    return this.readings[generator - 1]!.clock;
  }

  /** An instant that is the same for all generators, by the own clock: so long after the last of them was ready. */
  after(ms: number): EpochMs {
    return Math.max(...this.readings.map(({ readyAt }) => readyAt)) + ms - this.own.offsetMs;
  }

  /** An instant of the own clock by the common one. */
  common(at: EpochMs): EpochMs {
    return at + this.own.offsetMs;
  }
}
