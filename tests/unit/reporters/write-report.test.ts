import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { htmlReport } from '../../../reporters/html/page.js';
import { verdictSchema } from '../../../reporters/json/verdict-schema.js';
import { writeReport } from '../../../reporters/write-report.js';
import { writeAtomically } from '../../../src/model/write-atomically.js';
import { sampleModel } from './sample-run.js';

const script = 'document.title';
const root = await mkdtemp(path.join(tmpdir(), 'load-report-'));
after(() => rm(root, { recursive: true }));

test('the report is three files in a folder that is made for it', async () => {
  const folder = path.join(root, 'a', 'b');
  const model = sampleModel({ breaksAt: 5 });
  const files = await writeReport(model, folder, {}, script);
  assert.deepEqual((await readdir(folder)).sort(), ['index.html', 'summary.md', 'verdict.json']);
  assert.equal(await readFile(files.html, 'utf8'), htmlReport(model, script));
  assert.equal(verdictSchema.parse(JSON.parse(await readFile(files.json, 'utf8'))).verdict, 'failed');
  assert.match(await readFile(files.markdown, 'utf8'), /^# ❌ Load test failed/);
});

test('further formats are written where they are asked for, relative to the folder', async () => {
  const folder = path.join(root, 'further', 'report');
  const formats = { junit: '../ci/junit.xml', csv: 'curve.csv', openMetrics: path.join(root, 'metrics.txt') };
  const { further } = await writeReport(sampleModel({ breaksAt: 5 }), folder, formats, script);
  assert.deepEqual(further, [
    path.join(root, 'further', 'ci', 'junit.xml'),
    path.join(folder, 'curve.csv'),
    path.join(root, 'metrics.txt'),
  ]);
  const [junit, csv, openMetrics] = await Promise.all(further.map((file) => readFile(file, 'utf8')));
  assert.match(junit!, /^<\?xml .*\n<testsuites /);
  assert.match(csv!, /^scenario,key,step,/);
  assert.match(openMetrics!, /\n# EOF\n$/);
});

test('a model that cannot be rendered leaves the report before it as it was', async () => {
  const folder = path.join(root, 'kept');
  const model = sampleModel({});
  const files = await writeReport(model, folder, {}, script);
  const before = await readFile(files.json, 'utf8');
  const broken = { ...sampleModel({ breaksAt: 2 }), run: { ...model.run, durationSeconds: Number.NaN } };
  await assert.rejects(writeReport(broken, folder, {}, script));
  assert.equal(await readFile(files.json, 'utf8'), before);
  assert.equal(await readFile(files.html, 'utf8'), htmlReport(model, script));
});

test('a reader finds the old file or the new one, never a part', async () => {
  const file = path.join(root, 'whole.txt');
  const texts = ['a', 'b'].map((letter) => letter.repeat(2_000_000));
  await writeAtomically(file, texts[0]!);
  let writing = true;
  const writer = (async () => {
    for (let i = 0; i < 20; i++) await writeAtomically(file, texts[i % 2]!);
    writing = false;
  })();
  const seen = new Set<number>();
  while (writing) seen.add((await readFile(file)).length);
  await writer;
  assert.deepEqual([...seen], [2_000_000]);
});

test('a file that cannot be put in its place leaves no temporary one', async () => {
  const folder = path.join(root, 'blocked');
  await writeReport(sampleModel({}), path.join(folder, 'index.html'), {}, script);
  await assert.rejects(writeAtomically(path.join(folder, 'index.html'), 'text'));
  assert.deepEqual(await readdir(folder), ['index.html']);
});
