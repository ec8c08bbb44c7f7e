import type { LoadError } from '../model/errors.js';

interface Waiting {
  resolve(values: unknown[]): void;
  reject(error: LoadError): void;
}

/** The gathers that a generator waits in, and what ends them all: an abort, or the loss of the meeting place. */
export class WaitingGathers {
  readonly #abort = new AbortController();
  readonly #waiting = new Map<string, Waiting>();

  get aborted(): AbortSignal {
    return this.#abort.signal;
  }

  get keys(): string[] {
    return [...this.#waiting.keys()];
  }

  /** Waits for the values of `key` after having called `handIn`. */
  wait<T>(key: string, handIn: () => void): Promise<T[]> {
    if (this.aborted.aborted) return Promise.reject(this.aborted.reason);
    return new Promise<T[]>((resolve, reject) => {
      this.#waiting.set(key, { resolve: (values) => resolve(values as T[]), reject });
      handIn();
    });
  }

  resolve(key: string, values: readonly unknown[]): void {
    this.#waiting.get(key)?.resolve([...values]);
    this.#waiting.delete(key);
  }

  /** Ends all, now and later. The first error stays. */
  fail(error: LoadError): void {
    this.#abort.abort(error);
    for (const waiting of this.#waiting.values()) waiting.reject(this.aborted.reason);
    this.#waiting.clear();
  }
}
