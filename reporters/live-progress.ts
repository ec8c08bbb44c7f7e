import type { Progress } from '../src/model/progress.js';
import type { ProgressScreen } from './console/live/screen.js';
import type { LiveView } from './console/live/view.js';
import { uniqueTitles } from './format/unique-titles.js';
import { type LiveScenario, LiveScenarios } from './live/live-scenarios.js';
import { liveState } from './live/live-state.js';

/** How the running scenarios go, and what those before them came to, from what their generators tell. */
export class LiveProgress {
  readonly #scenarios = new LiveScenarios();
  readonly #beganAt = new Map<string, number>();
  readonly #openScreen: (views: () => readonly LiveView[]) => ProgressScreen;
  #screen: ProgressScreen | undefined;
  /** Each told apart from every other of the run. */
  #titles: ReadonlyMap<string, string> = new Map();

  /** @param openScreen called when the run has scenarios; what it gives back is told when one runs */
  constructor(openScreen: (views: () => readonly LiveView[]) => ProgressScreen) {
    this.#openScreen = openScreen;
  }

  /** All scenarios that the run is to hold, in their order: those of one title get names by which they are told apart. */
  expect(scenarios: readonly { readonly key: string; readonly title: string }[]): void {
    const titles = uniqueTitles(scenarios.map(({ title }) => title));
    this.#titles = new Map(scenarios.map(({ key }, i) => [key, titles[i]!]));
    if (scenarios.length > 0) this.#screen = this.#openScreen(() => this.views);
  }

  take(progress: Progress): void {
    const { key } = progress;
    if (!this.#scenarios.take({ ...progress, scenario: this.#titles.get(key) ?? progress.scenario })) return;
    if (!this.#beganAt.has(key)) this.#beganAt.set(key, performance.now());
    this.#screen?.show();
  }

  /** A generator has ended; when the last one has, so has its scenario. */
  over(key: string, generator: number): void {
    this.#scenarios.over(key, generator);
    if (this.#scenarios.running.length === 0) this.#screen?.hide();
  }

  get views(): readonly LiveView[] {
    const order = [...this.#titles.keys()];
    return this.#scenarios.running.flatMap(({ key, generators }) => {
      const state = liveState(generators);
      if (!state) return [];
      const place = { number: Math.max(0, order.indexOf(key)) + 1, of: order.length };
      return { state, elapsedSeconds: (performance.now() - this.#beganAt.get(key)!) / 1000, place };
    });
  }

  /** Those that run and those that ran. */
  get scenarios(): readonly LiveScenario[] {
    return this.#scenarios.all;
  }

  /** Nothing runs any more. */
  stop(): void {
    this.#scenarios.end();
    this.#screen?.close();
  }
}
