import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { RawStep, RawTestResult } from '@allurereport/reader-api';
import { readByAllure } from './read-by-allure.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const folder = path.join(repository, 'test-results/unit/allure');
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs Playwright on what two generators tell Allure of a sample run. @returns the folder of the results */
function run(name: string, reporter: string): string {
  const at = path.join(folder, name);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  writeFileSync(path.join(at, 'playwright.config.ts'), `export default { reporter: ${reporter}, outputDir: 'out' };\n`);
  writeFileSync(
    path.join(at, 'sample.spec.ts'),
    `import { expect, test } from '@playwright/test';
import { tellAllureFound, tellAllureWhat } from '../../../../fixtures/allure/tell-allure';
import { sampleJudged, sampleScenario } from '../../../../tests/unit/reporters/sample-run';
const run = { title: 'rooms <b>A</b> \\u001b[31m', breaksAt: 3, steps: 4, missing: 2, busy: { generator: 1, fromStep: 4 } };
for (const generator of [1, 2])
  test('generator ' + generator + ' of 2', async ({}, testInfo) => {
    await tellAllureWhat(sampleScenario(run), { generator, generators: 2 }, testInfo);
    if (generator === 1) await tellAllureFound(sampleScenario(run), sampleJudged(run), null, testInfo);
    if (testInfo.config.reporter[0][0] === 'list') expect(testInfo.attachments).toEqual([]);
  });
`,
  );
  const cli = path.join(repository, 'node_modules/@playwright/test/cli.js');
  const environment = Object.entries(process.env).filter(([name]) => !/^(OPENVIDU_|PLAYWRIGHT_|NODE_)/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'test'], {
    cwd: at,
    env: Object.fromEntries(environment),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stdout + stderr);
  return path.join(at, 'allure-results');
}

/** Results of generators 1 and 2. */
async function resultsIn(results: string): Promise<[RawTestResult, RawTestResult]> {
  const files = readdirSync(results).filter((file) => file.endsWith('-result.json'));
  const found = await Promise.all(
    files.map((file) => readByAllure(readFileSync(path.join(results, file), 'utf8'), file)),
  );
  const [one, two, ...others] = found.flat().sort((a, b) => a.name!.localeCompare(b.name!));
  assert.deepEqual([one?.name, two?.name, others.length], ['generator 1 of 2', 'generator 2 of 2', 0]);
  return [one!, two!];
}
const stepsOf = ({ steps = [] }: { steps?: RawStep[] }): RawStep[] =>
  steps.flatMap((step) => [step, ...(step.type === 'step' ? stepsOf(step) : [])]);
const attachmentsOf = (result: RawTestResult) => stepsOf(result).filter((step) => step.type === 'attachment');

describe("Allure's results of a load test", () => {
  let results: string;
  let both: [RawTestResult, RawTestResult];
  before(async () => {
    results = run('with', `[['allure-playwright', { resultsDir: 'allure-results' }]]`);
    both = await resultsIn(results);
  });

  it('carry labels and parameters in the test of every generator, so that those of shards can be put together', () => {
    for (const [i, { parameters = [], labels = [] }] of both.entries()) {
      const own = parameters.filter(({ name }) => ['topology', 'participants', 'generators'].includes(name!));
      assert.deepEqual(
        own.map(({ name, value }) => [name, value]),
        [
          ['topology', 'N:N, 7 participants per session'],
          ['participants', '1 browser, others native'],
          ['generators', '2'],
        ],
      );
      const labelled = Object.fromEntries(labels.map(({ name, value }) => [name, value]));
      assert.deepEqual([labelled.epic, labelled.feature, labelled.generator], ['Load tests', 'Load', String(i + 1)]);
      assert.match(labelled.story!, /^rooms <b>A<\/b>/);
    }
  });

  it('have the steps of the load with their verdicts and reasons, once', () => {
    const [one, other] = both;
    const levels = (of: RawTestResult) => stepsOf(of).filter(({ name }) => /^step \d/.test(name ?? ''));
    assert.deepEqual(
      levels(one).map((step) => (step.type === 'step' ? [step.name, step.status] : [])),
      [
        ['step 1: 1 session, 7 participants, 49 media connections: passed', 'passed'],
        ['step 2: 2 sessions, 14 participants, 98 media connections: passed', 'passed'],
        ['step 3: 3 sessions, 21 participants, 147 media connections: failed', 'failed'],
        ['step 4: 4 sessions, 28 participants, 196 media connections: inconclusive', 'broken'],
      ],
    );
    const failed = levels(one)[2]!;
    assert.match(failed.type === 'step' ? (failed.message ?? '') : '', /bad streams: low-frame-rate/);
    assert.deepEqual(levels(other), []);
  });

  it('have charts that stand alone, and what broke, as files beside them', () => {
    const [one, other] = both;
    const found = attachmentsOf(one);
    const textOf = (name: string) => {
      const of = found.find((attachment) => attachment.name === name);
      assert.ok(of, `${name} of ${found.map((attachment) => attachment.name)}`);
      return readFileSync(path.join(results, of.type === 'attachment' ? of.originalFileName! : ''), 'utf8');
    };
    for (const metric of ['video.framesPerSecond', 'joinTime', 'video.residualLoss']) {
      const svg = textOf(`${metric} against load`);
      assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      assert.doesNotMatch(svg, /<script|href="http/);
    }
    const broken = JSON.parse(textOf('What broke'));
    assert.ok(broken.some(({ bad }: { bad: { detail: string }[] }) => /frames per second/.test(bad[0]?.detail ?? '')));
    assert.deepEqual(attachmentsOf(other), []);
  });

  it('are not made where nobody asked for them', () => {
    run('without', `'list'`);
  });
});
