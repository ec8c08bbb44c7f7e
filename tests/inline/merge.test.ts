import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { collectRun } from '../../reporters/collect/collect-run.js';
import { verdictJson } from '../../reporters/json/verdict-file.js';
import { type EvidenceRecord, evidenceContentType, evidenceName } from '../../src/model/evidence.js';
import { generatorAnnotation } from '../../src/model/generator-annotation.js';
import { type SampleRun, sampleEvidence } from '../unit/reporters/sample-run.js';
import { partOfBlob } from './blobs.js';
import { type InlineProject, type InlineResult, inlineProject, readVerdict } from './run-inline.js';

const generators = 4;
const kinds = {
  passed: {},
  failed: { breaksAt: 3 },
  inconclusive: { busy: { generator: 2, fromStep: 2 } },
} satisfies Record<string, SampleRun>;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];
const keyOf = (kind: Kind) => `replay.spec.ts › ${kind}`;

/** Evidence as four shards with a generator each recorded it. */
const recorded = (kind: Kind): EvidenceRecord[] =>
  sampleEvidence({ ...kinds[kind], title: kind, generators, steps: 3 }).map((record) => ({
    ...record,
    scenarioKey: keyOf(kind),
    ...(record.type === 'scenario' && { shard: { current: record.generator, total: generators } }),
  }));

/** What the reporter of one process writes from the same evidence. */
const ofOneProcess = (kind: Kind): string =>
  verdictJson(collectRun(recorded(kind), { expected: [{ key: keyOf(kind), title: kind, generators }], problems: [] }));

/** Tests that hand in recorded evidence as generators do. */
const replay = `
import { readFileSync } from 'node:fs';
import { test } from '@playwright/test';
for (const [scenario, records] of Object.entries<any[]>(JSON.parse(readFileSync('evidence.json', 'utf8'))))
  test.describe(scenario, () => {
    for (let generator = 1; generator <= ${generators}; generator++)
      test.describe(() => {
        const annotation = { type: '${generatorAnnotation}', description: generator + '/${generators}' };
        test('generator ' + generator, { annotation }, async ({}, testInfo) => {
          for (const record of records.filter((one) => one.generator === generator))
            await testInfo.attach('${evidenceName}', { body: JSON.stringify(record), contentType: '${evidenceContentType}' });
        });
      });
  });
`;

describe('merging the blob reports of shards', () => {
  let project: InlineProject;
  before(async () => {
    project = inlineProject('merge', {
      'playwright.config.ts': `export default { testDir: '.', outputDir: 'results', reporter: [['blob', { outputDir: 'recorded' }]] };`,
      'merge.config.ts': `export { default } from 'playwright-openvidu/merge';`,
      'replay.spec.ts': replay,
      'evidence.json': JSON.stringify(Object.fromEntries(kindNames.map((kind) => [kind, recorded(kind)]))),
    });
    const { exitCode, output } = await project.start().ended;
    assert.equal(exitCode, 0, output);
  });

  /** Splits what was recorded into blobs of `shards` shards and merges them, but for those that got lost. */
  async function merge(kind: Kind, shards: number, lost: readonly number[] = []): Promise<InlineResult> {
    const folder = `${kind}-${shards}${lost.map((shard) => `-without-${shard}`).join('')}`;
    mkdirSync(path.join(project.folder, folder), { recursive: true });
    const each = generators / shards;
    for (let shard = 1; shard <= shards; shard++) {
      if (lost.includes(shard)) continue;
      const kept = Array.from({ length: each }, (_, i) => `generator ${(shard - 1) * each + i + 1}`);
      await partOfBlob(
        path.join(project.folder, 'recorded/report.zip'),
        path.join(project.folder, folder, `report-${shard}.zip`),
        (titles) => titles.includes(kind) && kept.includes(titles.at(-1) ?? ''),
      );
    }
    return project.merge(['-c', 'merge.config.ts', folder]).ended;
  }
  const verdictText = () => readFileSync(path.join(project.folder, 'load-report/verdict.json'), 'utf8');

  for (const kind of kindNames)
    it(`gives the same verdict, ${kind}, to the byte from 1, 2 and 4, with one exit code`, async () => {
      for (const shards of [1, 2, 4]) {
        const { exitCode, output } = await merge(kind, shards);
        assert.equal(exitCode, kind === 'passed' ? 0 : 1, output);
        assert.equal(verdictText(), ofOneProcess(kind), `from ${shards}`);
        assert.equal(readVerdict(project).verdict, kind);
        const gate = { passed: null, failed: 'The load test failed.', inconclusive: 'The load test is inconclusive.' };
        if (gate[kind]) assert.ok(output.includes(gate[kind]), output);
      }
    });

  it('names a shard that was lost, and is then inconclusive', async () => {
    const { exitCode, output } = await merge('passed', 4, [3]);
    assert.equal(exitCode, 1, output);
    const { verdict, scenarios } = readVerdict(project);
    assert.equal(verdict, 'inconclusive');
    assert.deepEqual(scenarios[0]?.reasons, [
      'Shard 3 of 4 is missing, with generator 3 of 4: merge the blob reports of all shards.',
    ]);
    assert.match(output, /Shard 3 of 4 is missing/);
  });
});
