import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { collectRun } from '../../../reporters/collect/collect-run.js';
import { evidenceOf } from '../../../reporters/collect/evidence-of.js';
import { noColours } from '../../../reporters/console/colours.js';
import { consoleReport } from '../../../reporters/console/report.js';
import { evidenceContentType as contentType } from '../../../src/model/evidence.js';
import { sampleEvidence, sampleExpectation, sampleKey, sampleModel } from './sample-run.js';

const run = { title: 'rooms A', steps: 3, generators: 1 };
const key = sampleKey('rooms A');
const bodies = sampleEvidence(run).map((record) => JSON.stringify(record));
const attached = (texts: readonly string[]) =>
  texts.map((text) => ({ name: '_', contentType, body: Buffer.from(text) }));
const named = 'The evidence of generator 1 of “chromium › specs/rooms.spec.ts › rooms A”';

const broken = {
  'is cut off': [bodies[2]!.slice(0, 200), `${named} is not whole JSON; it was cut off or is not ours.`],
  'is of a newer schema': [
    bodies[2]!.replace('"schemaVersion":1', '"schemaVersion":2'),
    `${named} has schema version 2; this version of playwright-openvidu reads 1. Use one version for all shards and the merge.`,
  ],
  'is not JSON': ['<html>', `${named} is not whole JSON; it was cut off or is not ours.`],
  'is null': ['null', `${named} has schema version undefined; this version`],
  'is something else': ['{"schemaVersion":1,"type":"step"}', `${named} does not fit its schema: `],
} as const;

for (const [what, [text, sentence]] of Object.entries(broken))
  test(`evidence that ${what} is refused by name, and the rest is still reported`, () => {
    const { records, problems } = evidenceOf(attached(bodies.map((body, i) => (i === 2 ? text : body))), key, 1);
    assert.equal(problems.length, 1);
    assert.ok(problems[0]!.startsWith(sentence), problems[0]);
    const { verdict, scenarios } = collectRun(records, { expected: [sampleExpectation(run)], problems });
    assert.equal(verdict, 'inconclusive');
    assert.deepEqual(
      scenarios[0]!.steps.map(({ index }) => index),
      [1, 3],
    );
    assert.deepEqual(scenarios[0]!.reasons, ['Step 2 is missing from the evidence.']);
    const printed = consoleReport(collectRun(records, { expected: [sampleExpectation(run)], problems }), {
      paint: noColours,
    });
    assert.ok(printed.replace(/\s+/g, ' ').includes(sentence.slice(0, 90)));
  });

test('evidence whose file is gone is named, and attachments of others are left alone', () => {
  const gone = { name: '_', contentType, path: '/nowhere/evidence.json' };
  const other = { name: 'trace', contentType: 'application/zip', body: Buffer.from('PK') };
  const { records, problems } = evidenceOf([gone, other, ...attached(bodies)], key, 1);
  assert.equal(records.length, bodies.length);
  assert.deepEqual(problems.length, 1);
  assert.ok(problems[0]!.startsWith(`${named} cannot be read: ENOENT`), problems[0]);
});

test('values that came in a file are read from it when they are judged, and if one is gone by then it is named, and the rest is reported', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-evidence-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const files = bodies.map((body, i) => {
    const file = path.join(folder, `${i}.json`);
    writeFileSync(file, body);
    return { name: '_', contentType, path: file };
  });
  const context = { expected: [sampleExpectation(run)], problems: [] };
  const { records } = evidenceOf(files, key, 1);
  assert.deepEqual(collectRun(records, context), sampleModel(run));
  rmSync(files[2]!.path);
  const { verdict, scenarios } = collectRun(records, context);
  assert.equal(verdict, 'inconclusive');
  assert.deepEqual(
    scenarios[0]!.steps,
    sampleModel(run).scenarios[0]!.steps.filter(({ index }) => index !== 2),
  );
  const [first, ...others] = scenarios[0]!.reasons;
  assert.ok(first!.startsWith(`${named} cannot be read again: ENOENT`), first);
  assert.deepEqual(others, ['Step 2 is missing from the evidence.']);
});
