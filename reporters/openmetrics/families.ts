import type { Verdict } from '../../src/model/verdict.js';
import type { Family, Labels } from './exposition.js';
import type { FamilyName } from './names.js';

const verdicts: readonly Verdict[] = ['passed', 'failed', 'inconclusive'];

/** Families by name: all samples of one stand together, in the order in which it first appeared. */
export class Families {
  readonly #families = new Map<string, Family & { samples: { labels: Labels; value: number }[] }>();

  add({ name, unit }: FamilyName, help: string, labels: Labels, value: number): void {
    const family = this.#families.get(name) ?? { name, ...(unit !== undefined && { unit }), help, samples: [] };
    family.samples.push({ labels, value });
    this.#families.set(name, family);
  }

  /** One of three is 1. */
  addVerdict(name: FamilyName, labels: Labels, found: Verdict): void {
    for (const verdict of verdicts)
      this.add(name, '1 for the verdict that was found, else 0', { ...labels, verdict }, verdict === found ? 1 : 0);
  }

  list(): Family[] {
    return [...this.#families.values()];
  }
}
