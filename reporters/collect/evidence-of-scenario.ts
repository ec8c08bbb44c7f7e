import type { Comparison } from '../../src/model/comparison.js';
import type { EndRecord, EvidenceRecord, ScenarioRecord, StepRecord } from '../../src/model/evidence.js';

/** All evidence of one scenario, sorted, so that the order in which tests ended changes nothing. */
export interface ScenarioEvidence {
  readonly key: string;
  /** By generator. */
  readonly starts: readonly ScenarioRecord[];
  readonly ends: readonly EndRecord[];
  /** Against the scenario's baseline; every generator has the same. Null if there was none. */
  readonly comparison: Comparison | null;
  /** In the order in which the steps were held; every generator's record of a step, lowest generator first. */
  readonly steps: readonly (readonly [StepRecord, ...StepRecord[]])[];
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
          steps: heldSteps(own.filter((record) => record.type === 'step')),
        },
      ];
    }),
  );
}

function heldSteps(records: readonly StepRecord[]): ScenarioEvidence['steps'] {
  const held = new Map<string, [StepRecord, ...StepRecord[]]>();
  for (const record of records) {
    const name = `${record.repetition ?? 1}/${record.gathered.step}/${record.attempt}`;
    const same = held.get(name);
    if (same) same.push(record);
    else held.set(name, [record]);
  }
  // Confirmations come later in time than higher levels; the hold's start is gathered, so every generator has the same.
  return [...held.values()].sort(
    ([a], [b]) =>
      a.gathered.holdStartedAt - b.gathered.holdStartedAt || a.gathered.step - b.gathered.step || a.attempt - b.attempt,
  );
}
