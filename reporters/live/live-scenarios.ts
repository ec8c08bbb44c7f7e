import type { HeldStep, Progress } from '../../src/model/progress.js';

/** A scenario that runs or has run, as whoever watches the run sees it. */
export interface LiveScenario {
  readonly key: string;
  readonly title: string;
  /** The latest message of each generator here that is under way, in their order; none once all have ended. */
  readonly generators: readonly Progress[];
  readonly thresholds: Progress['thresholds'];
  /** Judged holds, in the order in which they ended. */
  readonly held: readonly HeldStep[];
}

interface Entry {
  title: string;
  thresholds: Progress['thresholds'];
  readonly under: Map<number, Progress>;
  readonly ended: Set<number>;
  readonly held: Map<string, HeldStep>;
}

/** What the generators of this machine have told so far. */
export class LiveScenarios {
  readonly #entries = new Map<string, Entry>();
  #ended = false;

  /** Whether it counts: the end of a generator's test may overtake its last message. */
  take(progress: Progress): boolean {
    const { key, generator, scenario, thresholds, held } = progress;
    const entry = this.#entryOf(key);
    if (this.#ended || entry.ended.has(generator)) return false;
    entry.title = scenario;
    entry.thresholds = thresholds;
    entry.under.set(generator, progress);
    // Every generator tells the same of it.
    if (held) entry.held.set(`${held.repetition ?? 1}:${held.index}:${held.attempt}`, held);
    return true;
  }

  /** A generator has ended; what was judged stays. */
  over(key: string, generator: number): void {
    const entry = this.#entryOf(key);
    entry.ended.add(generator);
    entry.under.delete(generator);
  }

  /** The run has ended. */
  end(): void {
    this.#ended = true;
    for (const { under } of this.#entries.values()) under.clear();
  }

  /** In the order in which they began. */
  get all(): readonly LiveScenario[] {
    return [...this.#entries]
      .filter(([, { title }]) => title !== '')
      .map(([key, { title, thresholds, under, held }]) => ({
        key,
        title,
        thresholds,
        generators: [...under.values()].sort((a, b) => a.generator - b.generator),
        held: [...held.values()],
      }));
  }

  get running(): readonly LiveScenario[] {
    return this.all.filter(({ generators }) => generators.length > 0);
  }

  #entryOf(key: string): Entry {
    const entry = this.#entries.get(key) ?? {
      title: '',
      thresholds: [],
      under: new Map(),
      ended: new Set(),
      held: new Map(),
    };
    this.#entries.set(key, entry);
    return entry;
  }
}
