import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type RedisServer, skipWithoutRedis, startRedis } from '../rendezvous/redis-server.js';
import { type Deployment, startDeployment } from './deployment.js';
import { configFile, shortLoad, specFile } from './files.js';
import { type InlineProject, type InlineResult, inlineProject, readVerdict } from './run-inline.js';
import { titlesAndVerdicts } from './sound-run.js';

const scenario = (title: string, more = '') =>
  specFile(`loadTest('${title}', { topology: nToN(2), ${shortLoad}, media: { video: '180p' }, ${more} });`);
const files = {
  'playwright.config.ts': configFile('generators: 2, fullyParallel: true'),
  'merge.config.ts': `export { default } from 'playwright-openvidu/merge';`,
  'broken.spec.ts': scenario('breaks', `thresholds: { 'video.jitter': ['max < 0'] }`),
  'rooms.spec.ts': `${scenario('holds')}
    for (const title of ['ordinary one', 'ordinary two'])
      test(title, async ({ openvidu }) => expect((await openvidu.createSession()).name).toMatch(/^test-shards-s[12]-[0-9]+-/));
  `,
};

describe('two shards', { skip: skipWithoutRedis }, () => {
  let redis: RedisServer;
  let deployment: Deployment;
  before(async () => {
    [redis, deployment] = await Promise.all([startRedis(), startDeployment()]);
  });
  after(async () => {
    await Promise.all([redis?.close(), deployment?.server.close()]);
  });

  /** Runs both at the same time, in a folder each as on two machines. */
  async function run(name: string, ...args: string[]): Promise<{ projects: InlineProject[]; results: InlineResult[] }> {
    const projects = [1, 2].map((shard) => inlineProject(`${name}-${shard}`, files));
    const environment = { ...deployment.environment, OPENVIDU_RENDEZVOUS: redis.address.url, OPENVIDU_RUN_ID: name };
    const runs = projects.map((project, i) =>
      project.start([`--shard=${i + 1}/2`, '--add-reporter=blob', ...args], {
        ...environment,
        PLAYWRIGHT_BLOB_OUTPUT_FILE: path.join(project.folder, 'blob.zip'),
      }),
    );
    return { projects, results: await Promise.all(runs.map(({ ended }) => ended)) };
  }

  it('carry one load, come to one verdict, and are merged into one report', async () => {
    const { projects, results } = await run('shards');
    const output = results.map((result) => result.output).join('\n');
    assert.deepEqual(
      results.map(({ exitCode }) => exitCode),
      [1, 1],
      output,
    );
    const [first, second] = projects.map(readVerdict);
    assert.deepEqual(
      [titlesAndVerdicts(first!, 'failed')[0], titlesAndVerdicts(first!, 'passed')[1]],
      [
        ['breaks', 'failed'],
        ['holds', 'passed'],
      ],
    );
    assert.deepEqual(second!.scenarios, first!.scenarios, 'to the last figure');
    assert.deepEqual([first!.run.partial?.shard, second!.run.partial?.shard], [1, 2]);
    assert.equal(first!.run.id, 'shards');
    for (const title of ['one', 'two'])
      assert.equal([...output.matchAll(RegExp(`✓ rooms.spec.ts › ordinary ${title}`, 'g'))].length, 1, output);
    assert.deepEqual(await deployment.sessions(), []);

    const [{ folder }] = projects as [InlineProject];
    mkdirSync(path.join(folder, 'all'));
    for (const [i, project] of projects.entries())
      copyFileSync(path.join(project.folder, 'blob.zip'), path.join(folder, `all/${i}.zip`));
    const merged = await projects[0]!.merge(['-c', 'merge.config.ts', 'all']).ended;
    assert.equal(merged.exitCode, 1, merged.output);
    const whole = readVerdict(projects[0]!);
    assert.deepEqual(whole.scenarios, first!.scenarios);
    assert.equal(whole.run.partial, null);
  });

  it('do not wait for each other where -x has stopped one', async () => {
    const { projects, results } = await run('stopped', '-x');
    for (const [i, { exitCode, output, seconds }] of results.entries()) {
      assert.equal(exitCode, 1, output);
      assert.ok(seconds < 300, `${seconds} s`);
      assert.deepEqual(
        titlesAndVerdicts(readVerdict(projects[i]!), 'failed'),
        [
          ['breaks', 'failed'],
          ['holds', 'inconclusive'],
        ],
        output,
      );
    }
    assert.match(results[1]!.output.replaceAll(/\s+/g, ' '), /Shard 1 of 2 ended before “holds” began there/);
    assert.deepEqual(await deployment.sessions(), []);
  });
});
