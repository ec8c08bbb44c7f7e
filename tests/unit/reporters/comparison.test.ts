import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noColours } from '../../../reporters/console/colours.js';
import { consoleReport } from '../../../reporters/console/report.js';
import { verdictFile } from '../../../reporters/json/verdict-file.js';
import { markdownReport } from '../../../reporters/markdown/report.js';
import { compareRuns } from '../../../src/analysis/baseline/compare-runs.js';
import type { Comparison } from '../../../src/model/comparison.js';
import { evidenceSchema } from '../../../src/model/evidence.js';
import { runsOf, scenarioWith } from '../baseline/runs.js';
import { sampleEvidence, sampleModel } from './sample-run.js';

const scenario = scenarioWith({ metrics: ['joinTime'] });
const compared = (current: readonly number[], changes: Partial<Comparison> = {}): Comparison => ({
  ...compareRuns(scenario, scenario.baseline!, {
    baseline: runsOf('p95 joinTime', [1850, 1900, 1880, 1950, 1860, 1910, 1890, 1960]),
    current: runsOf('p95 joinTime', current),
  }),
  file: 'rooms-linux.json',
  written: null,
  ...changes,
});
const slow = compared([2500, 2620, 2750]);

const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('a comparison with a baseline', () => {
  it('fails a scenario whose steps all passed, in every format with the same sentence', () => {
    const model = sampleModel({ comparison: slow });
    const file = verdictFile(model);
    const [sentence = ''] = slow.alarms;
    assert.equal(model.verdict, 'failed');
    assert.deepEqual(file.scenarios[0]!.comparison, slow);
    assert.deepEqual(file.scenarios[0]!.reasons, [`worse than the baseline: ${sentence}`]);
    const terminal = flat(consoleReport(model, { paint: noColours }));
    const markdown = flat(markdownReport(model));
    for (const text of [terminal, markdown]) {
      assert.ok(text.includes('With the baseline (8 against 3 runs): 1 worse'), text);
      assert.ok(text.toLowerCase().includes(flat(`worse: ${sentence}`).toLowerCase()), text);
    }
    assert.match(terminal, /• Worse than the baseline: p95 joinTime 1\.9 s → 2\.6 s/);
  });

  it('is shown where nothing got worse, with its notes', () => {
    const model = sampleModel({ comparison: compared([1890, 1900], { notes: ['advisory: too few'] }) });
    assert.equal(model.verdict, 'passed');
    const terminal = flat(consoleReport(model, { paint: noColours }));
    assert.match(terminal, /With the baseline \(8 against 2 runs, advisory\): 1 the same the same: p95 joinTime/);
    assert.match(terminal, /advisory: too few/);
  });

  it('is not mentioned where there is none', () => {
    const model = sampleModel({});
    assert.equal(verdictFile(model).scenarios[0]!.comparison, null);
    assert.doesNotMatch(consoleReport(model, { paint: noColours }) + markdownReport(model), /baseline/i);
  });

  it('cannot break a renderer by what stands in it', () => {
    const evil = '\u001b[2J<script>alert(1)</script>|\n'.repeat(300);
    const model = sampleModel({ comparison: compared([1890, 1900, 1915], { notes: [evil], status: 'refused' }) });
    const terminal = consoleReport(model, { paint: noColours });
    assert.ok(!terminal.includes('\u001b') && terminal.length < 20_000);
    assert.ok(!markdownReport(model).includes('<script>'));
  });

  it('travels in evidence', () => {
    const record = sampleEvidence({ comparison: slow, generators: 1 }).find(({ type }) => type === 'comparison');
    assert.deepEqual(evidenceSchema.parse(JSON.parse(JSON.stringify(record))), record);
  });
});
