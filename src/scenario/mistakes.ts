import type { z } from 'zod';
import { LoadError } from '../model/errors.js';
import { show } from '../model/show.js';

/** Collects everything that is wrong with a scenario, so that it is reported at once. */
export class Mistakes {
  readonly #sentences: string[] = [];

  /** @param path where, e.g. `load.sessions.from` */
  add(path: string, sentence: string): void {
    this.#sentences.push(path === '' ? sentence : `${path}: ${sentence}`);
  }

  /** Reads a value by its schema; undefined if something is wrong with it. */
  read<T>(schema: z.ZodType<T>, value: unknown, path: string): T | undefined {
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const where = [path, ...issue.path.map(String)].filter((part) => part !== '').join('.');
      this.add(
        where,
        issue.code === 'unrecognized_keys' ? issue.message : `${issue.message}, given ${show(issue.input)}`,
      );
    }
    return undefined;
  }

  /** Whether nothing was found so far. */
  get none(): boolean {
    return this.#sentences.length === 0;
  }

  /**
   * @param subject what was read, e.g. `The scenario 'rooms'`
   * @throws LoadError `INVALID_SCENARIO` if anything is wrong
   */
  throwIfAny(subject: string): void {
    const count = this.#sentences.length;
    if (count === 0) return;
    const list = this.#sentences.map((sentence) => `\n  - ${sentence}`).join('');
    throw new LoadError(
      'INVALID_SCENARIO',
      `${subject} has ${count === 1 ? 'a mistake' : `${count} mistakes`}; correct what follows:${list}`,
    );
  }
}
