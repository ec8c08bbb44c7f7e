import type { Progress } from '../src/model/gather.js';
import { progressLine } from './console/progress-line.js';
import { type LiveState, liveState } from './live/live-state.js';

/** A line at least this often while a scenario runs. */
const everyMs = 4_000;

/** Prints how the running scenario goes: one line for all of its generators. */
export class LiveProgress {
  readonly #write: (line: string) => void;
  readonly #scenarios = new Map<string, Map<number, Progress>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  take(progress: Progress): void {
    const generators = this.#scenarios.get(progress.scenario) ?? new Map<number, Progress>();
    generators.set(progress.generator, progress);
    this.#scenarios.set(progress.scenario, generators);
    if (this.#timer) return;
    this.#print();
    this.#timer = setInterval(() => this.#print(), everyMs);
    this.#timer.unref();
  }

  /** A generator has ended; when the last one has, so has its line. */
  over(scenario: string, generator: number): void {
    const generators = this.#scenarios.get(scenario);
    generators?.delete(generator);
    if (generators?.size === 0) this.#scenarios.delete(scenario);
    if (this.#scenarios.size === 0) this.stop();
  }

  /** How the scenarios that run stand. */
  get states(): readonly LiveState[] {
    return [...this.#scenarios.values()].flatMap((generators) => liveState([...generators.values()]) ?? []);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#scenarios.clear();
  }

  #print(): void {
    for (const generators of this.#scenarios.values()) this.#write(progressLine([...generators.values()]));
  }
}
