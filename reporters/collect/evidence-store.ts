import { type EvidenceRecord, type StepRecord, witnessOf } from '../../src/model/evidence.js';

/**
 * The evidence of a run as it comes in. Figures that several shards wrote of one hold are kept once, of the lowest generator: they are
 * most of what evidence weighs.
 */
export class EvidenceStore {
  readonly #records: EvidenceRecord[] = [];
  /** Where the figures of each hold stand. */
  readonly #figures = new Map<string, number>();

  get records(): readonly EvidenceRecord[] {
    return this.#records;
  }

  add(records: readonly EvidenceRecord[]): void {
    for (const record of records) this.#records.push(record.type === 'step' ? this.#once(record) : record);
  }

  #once(record: StepRecord): EvidenceRecord {
    const key = `${record.hold} ${record.scenarioKey}`;
    const at = this.#figures.get(key);
    const known = at === undefined ? undefined : (this.#records[at] as StepRecord);
    if (known && known.generator <= record.generator) return witnessOf(record);
    this.#figures.set(key, this.#records.length);
    if (known) this.#records[at!] = witnessOf(known);
    return record;
  }
}
