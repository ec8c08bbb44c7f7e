import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectRun } from '../../../reporters/collect/collect-run.js';
import { EvidenceStore } from '../../../reporters/collect/evidence-store.js';
import { verdictJson } from '../../../reporters/json/verdict-file.js';
import type { EvidenceRecord } from '../../../src/model/evidence.js';
import { sampleEvidence, sampleExpectation, sampleModel } from './sample-run.js';

const run = { generators: 3, breaksAt: 5 };
const stored = (records: readonly EvidenceRecord[]): readonly EvidenceRecord[] => {
  const store = new EvidenceStore();
  for (const record of records) store.add([record]);
  return store.records;
};

test('figures that several shards wrote are kept once, whoever comes first, and the report is the same', () => {
  const all = sampleEvidence(run);
  for (const records of [all, [...all].reverse()]) {
    const kept = stored(records);
    assert.equal(kept.length, all.length);
    const writers = kept.flatMap((record) => (record.type === 'step' ? [record.generator] : []));
    assert.deepEqual(writers, [1, 1, 1, 1, 1]);
    const model = collectRun(kept, { expected: [sampleExpectation(run)], problems: [] });
    assert.equal(verdictJson(model), verdictJson(sampleModel(run)));
  }
});

test('figures that contradict each other still do', () => {
  const contradicting = sampleEvidence(run).map(
    (record): EvidenceRecord =>
      record.type === 'step' && record.generator === 3 ? { ...record, digest: 'x' } : record,
  );
  const { scenarios } = collectRun(stored(contradicting), { expected: [sampleExpectation(run)], problems: [] });
  assert.match(scenarios[0]!.reasons.join(), /Generators 1 and 3 gathered different figures for step 1/);
});
