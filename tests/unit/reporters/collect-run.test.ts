import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectRun } from '../../../reporters/collect/collect-run.js';
import { verdictJson } from '../../../reporters/json/verdict-file.js';
import { digestOf, type EvidenceRecord, packFigures, type StepRecord, witnessOf } from '../../../src/model/evidence.js';
import { sampleFigures } from './sample-figures.js';
import { type SampleRun, sampleEvidence, sampleExpectation, sampleModel, sampleStart } from './sample-run.js';

const collect = (records: readonly EvidenceRecord[], run: SampleRun = {}, problems: readonly string[] = []) =>
  collectRun(records, { expected: [sampleExpectation(run)], problems });

/** The record of a generator that gathered something else. */
function gatheredOtherwise(record: StepRecord, figures: Partial<StepRecord['gathered']>): StepRecord {
  const gathered = { ...record.gathered, ...figures };
  return { ...record, digest: digestOf(gathered), gathered };
}

test('a run whose steps all pass passes, with a curve from its plan', () => {
  const { verdict, scenarios } = sampleModel({});
  assert.equal(verdict, 'passed');
  assert.deepEqual(
    scenarios[0]!.steps.map(({ index, sessions, participants, mediaConnections }) => [
      index,
      sessions,
      participants,
      mediaConnections,
    ]),
    [1, 2, 3, 4, 5].map((step) => [step, step, step * 7, step * 49]),
  );
});

test('a broken step fails the run and says what broke', () => {
  const { verdict, scenarios } = sampleModel({ breaksAt: 5 });
  assert.equal(verdict, 'failed');
  assert.deepEqual(
    scenarios[0]!.steps.map((step) => step.verdict),
    ['passed', 'passed', 'passed', 'passed', 'failed'],
  );
  assert.match(scenarios[0]!.reasons.join('\n'), /video\.framesPerSecond: p5 over 210 streams is 16\.8/);
});

test('a busy generator makes the run inconclusive', () => {
  const { verdict, scenarios } = sampleModel({ busy: { generator: 2, fromStep: 4 } });
  assert.equal(verdict, 'inconclusive');
  assert.match(scenarios[0]!.reasons[0]!, /^step 4 .*generators offered/);
});

test('a search finds the last passed step and what limited it', () => {
  const { verdict, scenarios } = sampleModel({ breaksAt: 5, capacity: { search: 'staircase' } });
  assert.equal(verdict, 'passed');
  const { capacity } = scenarios[0]!;
  assert.deepEqual(
    [capacity?.sessions, capacity?.participants, capacity?.mediaConnections, capacity?.lowerBound],
    [4, 28, 196, false],
  );
  assert.deepEqual([capacity?.lastPassedStep, capacity?.firstFailedStep], [4, 5]);
  assert.deepEqual(
    scenarios[0]!.steps.map(({ index, attempt }) => `${index}/${attempt}`),
    ['1/1', '2/1', '3/1', '4/1', '5/1', '4/2', '5/2'],
  );
});

test('a search that left levels out has lost none of them', () => {
  const { scenarios } = sampleModel({ steps: 9, breaksAt: 8, capacity: { search: 'bisection' } });
  const { steps, reasons, capacity } = scenarios[0]!;
  assert.deepEqual(
    steps.map(({ index, attempt }) => `${index}/${attempt}`),
    ['1/1', '2/1', '4/1', '8/1', '4/2', '6/1', '7/1', '7/2', '8/2'],
  );
  assert.deepEqual([reasons, capacity?.lastPassedStep, capacity?.firstFailedStep], [[], 7, 8]);
});

test('a step that a search must have held and that is in no evidence is named', () => {
  const run: SampleRun = { steps: 9, breaksAt: 8, capacity: { search: 'bisection' } };
  const without = (step: number, attempt: number) =>
    collect(
      sampleEvidence(run).filter(
        (record) => !(record.type === 'step' && record.gathered.step === step && record.attempt === attempt),
      ),
      run,
    ).scenarios[0]!;
  assert.deepEqual(without(2, 1).reasons[0], 'Step 2 is missing from the evidence.');
  assert.deepEqual(without(8, 2).reasons[0], 'Step 8, attempt 2, is missing from the evidence.');
  assert.equal(without(8, 2).verdict, 'inconclusive');
});

test('the order in which evidence arrives changes no byte', () => {
  const run = { breaksAt: 5, missing: 2 };
  const records = sampleEvidence(run);
  assert.equal(verdictJson(collect([...records].reverse(), run)), verdictJson(collect(records, run)));
  assert.equal(verdictJson(collect(records, run)), verdictJson(sampleModel(run)));
});

test('machines stand in generator order, each kind once', () => {
  const records = sampleEvidence({ generators: 3 }).map(
    (record): EvidenceRecord =>
      record.type === 'scenario'
        ? { ...record, machine: { ...record.machine, cpus: Math.min(2, record.generator) } }
        : record,
  );
  const cpus = (of: readonly EvidenceRecord[]) =>
    collect(of, { generators: 3 }).run.machines.map((machine) => machine.cpus);
  assert.deepEqual(cpus(records), [1, 2]);
  assert.deepEqual(cpus([...records].reverse()), [1, 2]);
});

test('problems stand in generator order', () => {
  const records = sampleEvidence({}).map(
    (record): EvidenceRecord =>
      record.type === 'step' ? gatheredOtherwise(record, { flowingStreams: record.generator }) : record,
  );
  const reasons = (of: readonly EvidenceRecord[]) => collect(of).scenarios[0]!.reasons;
  assert.deepEqual(reasons([...records].reverse()), reasons(records));
});

test('figures are gathered, so that one shard alone yields the same steps and verdict as all', () => {
  const run = { generators: 4, breaksAt: 5 };
  const own = sampleEvidence(run).filter(({ generator }) => generator > 2);
  const shard = { current: 2, total: 2 };
  const model = collectRun(own, { expected: [sampleExpectation(run)], problems: [], shard });
  const { verdict, scenarios } = sampleModel(run);
  assert.deepEqual(model.scenarios, scenarios);
  assert.equal(model.verdict, verdict);
  assert.deepEqual(model.run.partial, { shard: 2, generators: { from: 3, to: 4 } });
});

test('a shard that is missing is named with its generators', () => {
  const inShards = sampleEvidence({ generators: 8 }).map(
    (record): EvidenceRecord =>
      record.type === 'scenario'
        ? { ...record, shard: { current: Math.ceil(record.generator / 2), total: 4 } }
        : record,
  );
  assert.equal(collect(inShards, { generators: 8 }).verdict, 'passed');
  const { verdict, scenarios, run } = collect(
    inShards.filter(({ generator }) => generator !== 5 && generator !== 6),
    { generators: 8 },
  );
  assert.equal(verdict, 'inconclusive');
  assert.deepEqual(scenarios[0]!.reasons, [
    'Shard 3 of 4 is missing, with generators 5 to 6 of 8: merge the blob reports of all shards.',
  ]);
  assert.deepEqual([run.shards, run.partial], [4, null]);
});

test('evidence of two runs is not taken for that of one', () => {
  const mixed = sampleEvidence({}).map(
    (record): EvidenceRecord =>
      record.type === 'scenario' && record.generator === 2 ? { ...record, runId: 'another' } : record,
  );
  const { verdict, problems } = collect(mixed);
  assert.equal(verdict, 'inconclusive');
  assert.deepEqual(problems, ['This is evidence of 2 runs, 9f3c2a and another: merge the reports of one run only.']);
});

test('a generator without any evidence is named and makes the scenario inconclusive', () => {
  const begun = sampleEvidence({}).filter(({ generator, type }) => generator === 1 && type !== 'step');
  const { verdict, scenarios } = collect(begun);
  assert.equal(verdict, 'inconclusive');
  assert.ok(scenarios[0]!.reasons.includes('Generator 2 of 2 left no evidence.'));
});

test('a generator that left no last record was interrupted', () => {
  const cut = sampleEvidence({}).filter(({ generator, type }) => !(generator === 2 && type === 'end'));
  const { verdict, scenarios } = collect(cut);
  assert.equal(verdict, 'inconclusive');
  assert.match(scenarios[0]!.reasons.join('\n'), /Generator 2 of 2 was interrupted/);
});

test('a generator that stopped with an error says why', () => {
  const records = sampleEvidence({}).map(
    (record): EvidenceRecord =>
      record.generator === 2 && record.type === 'end'
        ? { ...record, outcome: 'error', message: 'The server went away.' }
        : record,
  );
  assert.match(collect(records).scenarios[0]!.reasons.join('\n'), /Generator 2 of 2 stopped: The server went away\./);
});

test('a step that is in no evidence is named', () => {
  const records = sampleEvidence({}).filter((record) => !(record.type === 'step' && record.gathered.step === 3));
  const { verdict, scenarios } = collect(records);
  assert.equal(verdict, 'inconclusive');
  assert.ok(scenarios[0]!.reasons.includes('Step 3 is missing from the evidence.'));
});

test('a step that lacks a generator is inconclusive', () => {
  const records = sampleEvidence({}).map(
    (record): EvidenceRecord =>
      record.type === 'step' ? { ...record, gathered: { ...record.gathered, generators: [1] } } : record,
  );
  assert.match(collect(records).scenarios[0]!.reasons.join('\n'), /generator 2 of 2 did not hand in figures/);
});

test('generators that gathered different figures cannot be of one run', () => {
  const records = sampleEvidence({}).map(
    (record): EvidenceRecord =>
      record.type === 'step' && record.generator === 2 && record.gathered.step === 2
        ? gatheredOtherwise(record, { flowingStreams: 1 })
        : record,
  );
  const { verdict, scenarios } = collect(records);
  assert.equal(verdict, 'inconclusive');
  assert.match(scenarios[0]!.reasons.join('\n'), /Generators 1 and 2 gathered different figures for step 2/);
});

test('one generator writes the figures, the others that they had the same: the report is that of all', () => {
  const run = { breaksAt: 5, generators: 3 };
  const lean = sampleEvidence(run).map((record) =>
    record.type === 'step' && record.generator !== 2 ? witnessOf(record) : record,
  );
  assert.equal(verdictJson(collect(lean, run)), verdictJson(sampleModel(run)));
  const other = lean.map((record) =>
    record.type === 'witness' && record.generator === 3 ? { ...record, digest: 'x' } : record,
  );
  assert.match(collect(other, run).scenarios[0]!.reasons.join('\n'), /Generators 2 and 3 gathered different figures/);
  const unwritten = lean.filter(({ type, generator }) => !(type === 'step' && generator === 2));
  assert.ok(collect(unwritten, run).scenarios[0]!.reasons.includes('Step 1 is missing from the evidence.'));
});

test('steps stand in the order in which they were held, whatever the clocks say', () => {
  const records = sampleEvidence({ steps: 3 }).map(
    (record): EvidenceRecord =>
      record.type === 'step' ? gatheredOtherwise(record, { holdStartedAt: sampleStart - record.hold }) : record,
  );
  assert.deepEqual(
    collect(records, { steps: 3 }).scenarios[0]!.steps.map(({ index }) => index),
    [1, 2, 3],
  );
});

test('a declared scenario without evidence is inconclusive, and still in the report', () => {
  const { verdict, scenarios, run } = collect([]);
  assert.equal(verdict, 'inconclusive');
  assert.equal(scenarios[0]!.title, 'rooms of 7');
  assert.equal(scenarios[0]!.resolved, null);
  assert.equal(run.startedAt, null);
});

test('failed outweighs inconclusive, which outweighs passed', () => {
  const passed = { title: 'a' };
  const inconclusive = { title: 'b', busy: { generator: 1, fromStep: 2 } };
  const failed = { title: 'c', breaksAt: 3 };
  assert.equal(sampleModel(passed, inconclusive).verdict, 'inconclusive');
  assert.equal(sampleModel(passed, inconclusive, failed).verdict, 'failed');
});

test('a problem outside any scenario keeps a run from passing, and so does judging nothing', () => {
  assert.equal(collect(sampleEvidence({}), {}, ['An attachment was cut off.']).verdict, 'inconclusive');
  assert.equal(collectRun([], { expected: [], problems: [] }).verdict, 'inconclusive');
});

test('a scenario that only evidence knows is in the report', () => {
  const records = [...sampleEvidence({}), ...sampleEvidence({ title: 'undeclared' })];
  assert.deepEqual(
    collect(records).scenarios.map(({ title }) => title),
    ['rooms of 7', 'undeclared'],
  );
});

test('the run lasts from the first record to the last', () => {
  const { run } = sampleModel({});
  assert.equal(run.startedAt, sampleStart + 12);
  assert.equal(run.durationSeconds, 249.988);
  assert.equal(run.generators, 2);
});

test('the clock of the runner counts where a generator left no last record', () => {
  const context = { expected: [sampleExpectation()], problems: [], durationSeconds: 999 };
  const records = sampleEvidence({});
  assert.equal(collectRun(records, context).run.durationSeconds, 249.988);
  const cut = records.filter(({ type }) => type !== 'end');
  assert.equal(collectRun(cut, context).run.durationSeconds, 999);
  assert.equal(collectRun([], context).run.durationSeconds, 999);
});

test('a figure that is not a number is left out, and its threshold has no sample', () => {
  const records = sampleEvidence({ steps: 1 }).map((record): EvidenceRecord => {
    if (record.type !== 'step') return record;
    const figures = sampleFigures({ steps: 1 }, 1, 1, sampleStart);
    const values = { ...figures.values, joinTime: { native: [Number.NaN, 5] } };
    return { ...record, gathered: packFigures({ ...figures, values }) };
  });
  const { verdict, scenarios } = collect(records, { steps: 1 });
  assert.equal(verdict, 'failed');
  assert.equal(scenarios[0]!.steps[0]!.metrics.joinTime, undefined);
});

test('a step in which everyone stays is not failed for want of join times', () => {
  const withoutJoinTimes = (run: SampleRun) => {
    const records = sampleEvidence(run).map((record): EvidenceRecord => {
      if (record.type !== 'step' || record.gathered.step === 1) return record;
      const { joinTime: _, ...values } = record.gathered.values;
      return { ...record, gathered: { ...record.gathered, values } };
    });
    return collect(records, run);
  };
  assert.deepEqual(withoutJoinTimes({ levels: [2, 2] }).scenarios[0]!.reasons, []);
  assert.equal(withoutJoinTimes({ levels: [2, 2] }).verdict, 'passed');
  assert.match(withoutJoinTimes({ levels: [2, 3] }).scenarios[0]!.reasons[0]!, /joinTime has no sample/);
});
