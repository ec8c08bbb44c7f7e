import type { Attendance } from '../model/gather.js';
import type { FromHost } from './messages.js';
import { cameTwice, didNotArrive } from './sentences.js';

interface Gather {
  readonly values: Map<number, unknown>;
  readonly timer: NodeJS.Timeout;
}

/** One scenario's generators as the host sees them: who is here, which gathers are open, whether it was aborted. */
export class Meeting {
  readonly #members = new Map<number, (message: FromHost) => void>();
  readonly #gathers = new Map<string, Gather>();
  #abortReason: string | undefined;

  constructor(
    readonly scenario: string,
    readonly generators: number,
  ) {}

  get abortReason(): string | undefined {
    return this.#abortReason;
  }

  get empty(): boolean {
    return this.#members.size === 0;
  }

  /** A generator that comes after an abort is told so at once. Returns false for one that is here already: the scenario is aborted. */
  join(who: Attendance, send: (message: FromHost) => void): boolean {
    const known = this.#members.has(who.generator);
    if (known) this.abort(cameTwice(who));
    else this.#members.set(who.generator, send);
    if (this.#abortReason !== undefined) send({ type: 'abort', reason: this.#abortReason });
    return !known;
  }

  leave(generator: number): void {
    this.#members.delete(generator);
    if (!this.empty) return;
    for (const gather of this.#gathers.values()) clearTimeout(gather.timer);
    this.#gathers.clear();
  }

  /** The first to come starts the time limit; the last one frees all. */
  gather(generator: number, key: string, value: unknown, timeoutMs: number): void {
    const gather = this.#gathers.get(key) ?? this.#open(key, timeoutMs);
    gather.values.set(generator, value);
    if (gather.values.size < this.generators) return;
    clearTimeout(gather.timer);
    this.#gathers.delete(key);
    const values = Array.from({ length: this.generators }, (_, i) => gather.values.get(i + 1));
    for (const send of this.#members.values()) send({ type: 'gathered', key, values });
  }

  /** Ends every open gather of the scenario, here and for whoever comes later. The first reason stays. */
  abort(reason: string): void {
    if (this.#abortReason !== undefined) return;
    this.#abortReason = reason;
    for (const gather of this.#gathers.values()) clearTimeout(gather.timer);
    this.#gathers.clear();
    for (const send of this.#members.values()) send({ type: 'abort', reason });
  }

  #open(key: string, timeoutMs: number): Gather {
    const timer = setTimeout(() => {
      const missing = Array.from({ length: this.generators }, (_, i) => i + 1).filter((g) => !gather.values.has(g));
      this.abort(didNotArrive(missing, this.generators, key, timeoutMs));
    }, timeoutMs);
    timer.unref();
    const gather = { values: new Map<number, unknown>(), timer };
    this.#gathers.set(key, gather);
    return gather;
  }
}
