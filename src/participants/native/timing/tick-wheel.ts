import { performance } from 'node:perf_hooks';

/**
 * Length of a tick in ms. Frames are due every 5 ticks and audio packets every 3, exactly, so that one timer serves all
 * publishers of the process and adds no jitter of its own.
 */
export const tickMs = 20 / 3;
/** Ticks between two frames at 30 per second. */
export const frameTicks = 5;
/** Ticks between two audio packets of 20 ms. */
export const audioPacketTicks = 3;
/** Ticks between two looks at what has to be repaired: 20 ms. */
export const repairTicks = 3;
/** Ticks between two reports, samples and the like: one second. */
export const secondTicks = 150;

/** A timer may fire this early, in ms: Node's timers have a resolution of 1 ms. */
const earlyMs = 0.5;

/**
 * Does something at one tick of every period.
 * @param lateMs how much later than due it runs; after a stall of the process, each missed tick is caught up at once.
 * @param now `performance.now()`, read once per tick.
 */
export type TickJob = (lateMs: number, now: number) => void;

/** Runs periodic jobs from one timer, each at its own phase of its own period. The timer stops when no job is left. */
export class TickWheel {
  /** Per period in ticks: the jobs of each phase. Lists are replaced, never changed, because jobs may add and remove jobs. */
  readonly #periods = new Map<number, (readonly TickJob[])[]>();
  #jobs = 0;
  #startedAt = 0;
  #tick = 0;
  #asleep = false;

  /**
   * @param now clock, in ms.
   * @param wakeAfter calls back once, after so many ms.
   */
  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly wakeAfter: (callback: () => void, milliseconds: number) => void = setTimeout,
  ) {}

  /** @returns a function that removes the job. */
  add(periodTicks: number, phase: number, job: TickJob): () => void {
    const phases = this.#phasesOf(periodTicks);
    const slot = phase % periodTicks;
    phases[slot] = [...phases[slot]!, job];
    if (this.#jobs++ === 0) this.#start();
    let present = true;
    return () => {
      if (!present) return;
      present = false;
      phases[slot] = phases[slot]!.filter((other) => other !== job);
      this.#jobs--;
    };
  }

  #phasesOf(periodTicks: number): (readonly TickJob[])[] {
    const known = this.#periods.get(periodTicks);
    if (known) return known;
    const phases: (readonly TickJob[])[] = Array.from({ length: periodTicks }, () => []);
    this.#periods.set(periodTicks, phases);
    return phases;
  }

  #start(): void {
    if (this.#asleep) return;
    this.#startedAt = this.now();
    this.#tick = 0;
    this.#sleep(this.#startedAt);
  }

  #sleep(now: number): void {
    const dueAt = this.#startedAt + this.#tick * tickMs;
    this.#asleep = true;
    this.wakeAfter(() => this.#wake(), Math.max(1, dueAt - now));
  }

  #wake(): void {
    this.#asleep = false;
    const now = this.now();
    while (this.#startedAt + this.#tick * tickMs <= now + earlyMs) this.#runTick(now);
    if (this.#jobs > 0) this.#sleep(this.now());
  }

  #runTick(now: number): void {
    const tick = this.#tick++;
    const lateMs = Math.max(0, now - (this.#startedAt + tick * tickMs));
    for (const [period, phases] of this.#periods) for (const job of phases[tick % period]!) job(lateMs, now);
  }
}

/** The wheel that all native participants of this process share. */
export const processWheel = new TickWheel();
