import type { Progress } from '../src/model/gather.js';
import { progressLine } from './console/progress-line.js';
import { uniqueTitles } from './format/unique-titles.js';
import { type LiveState, liveState } from './live/live-state.js';

/** A line at least this often while a scenario runs. */
const everyMs = 4_000;

/** Prints how the running scenario goes: one line for all of its generators. */
export class LiveProgress {
  readonly #write: (line: string) => void;
  readonly #scenarios = new Map<string, Map<number, Progress>>();
  #titles: ReadonlyMap<string, string> = new Map();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /** All scenarios of the run, in their order: those of one title get names by which they are told apart. */
  expect(scenarios: readonly { readonly key: string; readonly title: string }[]): void {
    const titles = uniqueTitles(scenarios.map(({ title }) => title));
    this.#titles = new Map(scenarios.map(({ key }, i) => [key, titles[i]!]));
  }

  take(progress: Progress): void {
    const { key } = progress;
    const generators = this.#scenarios.get(key) ?? new Map<number, Progress>();
    generators.set(progress.generator, { ...progress, scenario: this.#titles.get(key) ?? progress.scenario });
    this.#scenarios.set(key, generators);
    if (this.#timer) return;
    this.#print();
    this.#timer = setInterval(() => this.#print(), everyMs);
    this.#timer.unref();
  }

  /** A generator has ended; when the last one has, so has its line. */
  over(key: string, generator: number): void {
    const generators = this.#scenarios.get(key);
    generators?.delete(generator);
    if (generators?.size === 0) this.#scenarios.delete(key);
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
