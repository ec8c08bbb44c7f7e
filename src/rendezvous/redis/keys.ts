/** Longest time for which anything of a run stays in Redis after it was last touched. */
export const expireMs = 3_600_000;

/** Names of what one scenario of one run keeps in Redis. */
export class ScenarioKeys {
  readonly #base: string;

  constructor(keyPrefix: string, runId: string, scenario: string) {
    this.#base = `${keyPrefix}${runId}:${scenario}`;
  }

  /** Hash: the state of each generator. */
  get members(): string {
    return `${this.#base}:members`;
  }

  /** Why the scenario was aborted. */
  get abort(): string {
    return `${this.#base}:abort`;
  }

  /** Channel: what concerns everyone at once. */
  get news(): string {
    return `${this.#base}:news`;
  }

  /** Hash: what each generator handed in. */
  gather(key: string): string {
    return `${this.#base}:gather:${key}`;
  }
}

/** What is told over the channel of a scenario. */
export type News =
  | { readonly type: 'gathered'; readonly key: string }
  | { readonly type: 'abort'; readonly reason: string };
