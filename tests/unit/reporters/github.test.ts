import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { RunModel } from '../../../reporters/collect/run-model.js';
import { githubAnnotations } from '../../../reporters/github/annotations.js';
import { reportToGithub } from '../../../reporters/github/report.js';
import { markdownReport } from '../../../reporters/markdown/report.js';
import { passes } from '../../../reporters/report-run.js';
import { sampleModel } from './sample-run.js';

const folder = await mkdtemp(path.join(tmpdir(), 'github-'));
after(() => rm(folder, { recursive: true }));
const model = sampleModel({ title: 'a', steps: 2 }, { title: 'b', steps: 2, breaksAt: 2 });
const file = path.join(folder, 'summary');

async function report(of: RunModel, environment: Record<string, string>) {
  let printed = '';
  await reportToGithub(of, { environment, print: (text) => (printed += text) });
  return printed;
}

test('a scenario that failed is an error with its answer and reasons, one that passed a notice', () => {
  const [failed, passed] = githubAnnotations(model, '/repo').split('\n');
  assert.match(failed!, /^::error title=b%3A failed::Held with good quality: 1 session .*%0Astep 2 .* 3 bad streams/);
  assert.match(passed!, /^::notice title=a%3A passed::Held with good quality: at least 2 sessions/);
});

test('an inconclusive scenario is an error where it fails the run, and a warning where the run tolerates it', () => {
  const busy = sampleModel({ title: 'c', busy: { generator: 1, fromStep: 1 } });
  assert.equal(passes(busy), false);
  assert.match(githubAnnotations(busy, '/repo'), /^::error title=c%3A inconclusive::/);
  const tolerant = { ...busy, tolerant: true };
  assert.equal(passes(tolerant), true);
  assert.match(githubAnnotations(tolerant, '/repo'), /^::warning title=c%3A inconclusive::/);
});

test('an annotation stands at the line of the spec, if that is in the repository', () => {
  const [scenario] = model.scenarios;
  const at = (file: string) =>
    githubAnnotations({ ...model, scenarios: [{ ...scenario!, location: { file, line: 12 } }] }, '/repo/app');
  assert.match(at('/repo/app/specs/a, b:1.spec.ts'), /^::notice file=specs\/a%2C b%3A1\.spec\.ts,line=12,title=a/);
  assert.match(at('/repo/other/a.spec.ts'), /^::notice title=a/);
});

test('of many the last annotation names those that GitHub would leave out', () => {
  const [scenario] = sampleModel({ steps: 2, breaksAt: 2 }).scenarios;
  const scenarios = Array.from({ length: 14 }, (_, i) => ({ ...scenario!, title: `t${i + 1}` }));
  const lines = githubAnnotations({ ...model, scenarios }, '/repo')
    .trimEnd()
    .split('\n');
  assert.equal(lines.length, 10);
  assert.match(lines[9]!, /^::error title=and 5 more::t10: failed; .*; t14: failed$/);
});

test('the summary is added to what other steps of the job wrote', async () => {
  await writeFile(file, 'before\n');
  assert.equal(await report(model, { GITHUB_STEP_SUMMARY: file }), '');
  assert.equal(await readFile(file, 'utf8'), `before\n${markdownReport(model)}\n`);
});

test('a summary that is nearly full is not made larger than GitHub takes', async () => {
  await writeFile(file, 'x'.repeat(1024 * 1024 - 900));
  await report(model, { GITHUB_STEP_SUMMARY: file });
  const text = await readFile(file, 'utf8');
  assert.ok(text.length > 1024 * 1024 - 900 && Buffer.byteLength(text) <= 1024 * 1024);
  assert.match(text, /The rest does not fit into a summary/);
  await writeFile(file, 'x'.repeat(1024 * 1024 - 50));
  await report(model, { GITHUB_STEP_SUMMARY: file });
  assert.equal((await readFile(file)).length, 1024 * 1024 - 50);
});

test('nothing is told outside GitHub Actions, nor by one shard of several', async () => {
  assert.equal(await report(model, {}), '');
  await rm(file, { force: true });
  const partial = { ...model, run: { ...model.run, partial: { shard: 1, generators: { from: 1, to: 1 } } } };
  assert.equal(await report(partial, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: file }), '');
  await assert.rejects(readFile(file));
  assert.notEqual(await report(model, { GITHUB_ACTIONS: 'true' }), '');
});
