import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectRun } from '../../../reporters/collect/collect-run.js';
import { noColours } from '../../../reporters/console/colours.js';
import { consoleReport } from '../../../reporters/console/report.js';
import { htmlReport } from '../../../reporters/html/page.js';
import { verdictFile } from '../../../reporters/json/verdict-file.js';
import { markdownReport } from '../../../reporters/markdown/report.js';
import { sampleEvidence, sampleExpectation, sampleModel } from './sample-run.js';

const line = { name: 'poor 3G', network: 'poor 3G', fromSeconds: 0, toSeconds: 30 };
const outage = { name: 'outage', network: 'call drop', participants: 1, fromSeconds: 4, toSeconds: 9 };
const model = collectRun(
  sampleEvidence().map((record) => {
    if (record.type !== 'step') return record;
    const { step } = record.gathered;
    const impairments = [{ ...line, participants: step }, ...(step === 3 ? [outage] : [])];
    return { ...record, gathered: { ...record.gathered, impairments } };
  }),
  { expected: [sampleExpectation()], problems: [] },
);
const sentences = [
  '≈ steps 1 to 5: poor 3G, 1 to 5 participants, throughout the hold',
  '≈ step 3: outage (call drop), 1 participant, 4 to 9 s of the hold',
];

test('every report says which impairments were in force in which step', () => {
  const [html, markdown] = [htmlReport(model), markdownReport(model)];
  for (const sentence of sentences) {
    assert.ok(consoleReport(model, { paint: noColours }).includes(sentence), sentence);
    assert.ok(html.includes(sentence), sentence);
    assert.ok(markdown.includes(sentence), sentence);
  }
  assert.match(html, /≈ participants with impaired networks/, 'the legend explains the sign');
  assert.match(html, /<text[^>]*>≈<\/text>/, 'the chart bears it');
  assert.deepEqual(verdictFile(model).scenarios[0]?.steps[2]?.impairments, [{ ...line, participants: 3 }, outage]);
});

test('without impairments nothing is said of them', () => {
  const plain = sampleModel({});
  for (const report of [htmlReport(plain), markdownReport(plain), consoleReport(plain, { paint: noColours })])
    assert.doesNotMatch(report, /≈|impaired/);
});
