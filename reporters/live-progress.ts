import type { Progress } from '../src/model/gather.js';
import type { ProgressScreen } from './console/live/screen.js';
import type { LiveView } from './console/live/view.js';
import { uniqueTitles } from './format/unique-titles.js';
import { type LiveState, liveState } from './live/live-state.js';

/** A scenario of the run. */
interface KnownScenario {
  /** Told apart from every other of the run. */
  readonly title: string;
  readonly number: number;
}

interface RunningScenario {
  readonly generators: Map<number, Progress>;
  readonly beganAt: number;
}

/** How the running scenarios go, from what their generators tell. */
export class LiveProgress {
  readonly #running = new Map<string, RunningScenario>();
  readonly #ended = new Set<string>();
  readonly #openScreen: (views: () => readonly LiveView[]) => ProgressScreen;
  #screen: ProgressScreen | undefined;
  #known: ReadonlyMap<string, KnownScenario> = new Map();

  /** @param openScreen called when the run has scenarios; what it gives back is told when one runs */
  constructor(openScreen: (views: () => readonly LiveView[]) => ProgressScreen) {
    this.#openScreen = openScreen;
  }

  /** All scenarios of the run, in their order: those of one title get names by which they are told apart. */
  expect(scenarios: readonly { readonly key: string; readonly title: string }[]): void {
    const titles = uniqueTitles(scenarios.map(({ title }) => title));
    this.#known = new Map(scenarios.map(({ key }, i) => [key, { title: titles[i]!, number: i + 1 }]));
    if (scenarios.length > 0) this.#screen = this.#openScreen(() => this.views);
  }

  take(progress: Progress): void {
    const { key, generator } = progress;
    if (this.#ended.has(`${generator} ${key}`)) return;
    const running = this.#running.get(key) ?? { generators: new Map<number, Progress>(), beganAt: performance.now() };
    running.generators.set(generator, { ...progress, scenario: this.#known.get(key)?.title ?? progress.scenario });
    this.#running.set(key, running);
    this.#screen?.show();
  }

  /** A generator has ended; when the last one has, so has its scenario. */
  over(key: string, generator: number): void {
    this.#ended.add(`${generator} ${key}`);
    const running = this.#running.get(key);
    running?.generators.delete(generator);
    if (running?.generators.size === 0) this.#running.delete(key);
    if (this.#running.size === 0) this.#screen?.hide();
  }

  get views(): readonly LiveView[] {
    return [...this.#running].flatMap(([key, { generators, beganAt }]) => {
      const state = liveState([...generators.values()]);
      if (!state) return [];
      const place = { number: this.#known.get(key)?.number ?? 1, of: this.#known.size };
      return { state, elapsedSeconds: (performance.now() - beganAt) / 1000, place };
    });
  }

  /** How the scenarios that run stand. */
  get states(): readonly LiveState[] {
    return this.views.map(({ state }) => state);
  }

  stop(): void {
    this.#running.clear();
    this.#screen?.close();
  }
}
