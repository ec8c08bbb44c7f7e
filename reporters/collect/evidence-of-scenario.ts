import type { Comparison } from '../../src/model/comparison.js';
import type { EndRecord, EvidenceRecord, ScenarioRecord, StepRecord, WitnessRecord } from '../../src/model/evidence.js';

/** All evidence of one scenario, sorted, so that the order in which tests ended changes nothing. */
export interface ScenarioEvidence {
  readonly key: string;
  /** By generator. */
  readonly starts: readonly ScenarioRecord[];
  readonly ends: readonly EndRecord[];
  /** Against the scenario's baseline; every generator has the same. Null if there was none. */
  readonly comparison: Comparison | null;
  /** In the order in which the steps were held. */
  readonly steps: readonly HeldStep[];
}

/** One hold of a step. */
export interface HeldStep {
  /** Of the lowest generator that wrote its figures; every generator gathered the same. */
  readonly record: StepRecord;
  /** All that judged it, lowest generator first. */
  readonly witnesses: readonly { readonly generator: number; readonly digest: string }[];
}

/** Groups evidence by scenario. */
export function groupEvidence(records: readonly EvidenceRecord[]): Map<string, ScenarioEvidence> {
  const keys = [...new Set(records.map(({ scenarioKey }) => scenarioKey))].sort();
  return new Map(
    keys.map((key) => {
      const own = records.filter(({ scenarioKey }) => scenarioKey === key).sort((a, b) => a.generator - b.generator);
      return [
        key,
        {
          key,
          starts: own.filter((record) => record.type === 'scenario'),
          ends: own.filter((record) => record.type === 'end'),
          comparison: own.find((record) => record.type === 'comparison')?.comparison ?? null,
          steps: heldSteps(own.filter((record) => record.type === 'step' || record.type === 'witness')),
        },
      ];
    }),
  );
}

/** Only the lowest generator of each shard writes the figures of a hold; a hold of which no figures are here is as good as not held. */
function heldSteps(records: readonly (StepRecord | WitnessRecord)[]): ScenarioEvidence['steps'] {
  const firsts = new Map<number, StepRecord>();
  for (const record of records) if (record.type === 'step' && !firsts.has(record.hold)) firsts.set(record.hold, record);
  return [...firsts.values()]
    .sort((a, b) => a.hold - b.hold)
    .map((record) => ({ record, witnesses: records.filter(({ hold }) => hold === record.hold) }));
}
