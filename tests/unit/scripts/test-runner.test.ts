import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { toRepeat } from '../../../scripts/test/beside-others.mjs';
import { type Result, type RunOptions, runJob } from '../../../scripts/test/run-job.mjs';
import { hasFailed, summary } from '../../../scripts/test/summary.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const staysAlive = 'setInterval(() => undefined, 1000);';
const files = {
  passing: `it('passes', () => undefined); it('is skipped', { skip: true }, () => undefined);`,
  failing: `describe('a suite', () => { it('fails', () => { throw new Error('no luck'); }); it('passes', () => undefined); });`,
  'hook-failing': `describe('a suite', () => { before(() => { throw new Error('no luck'); }); it('is not reached', () => undefined); });`,
  crashing: `it('passes', () => undefined); it('ends all', () => process.exit(3));`,
  killed: `it('ends all', () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => undefined); });`,
  deaf: `process.on('SIGTERM', () => undefined); it('hangs', () => new Promise(() => { ${staysAlive} }));`,
  tidy: `
    process.on('SIGTERM', () => { writeFileSync(process.env.TIDIED!, ''); process.exit(); });
    it('hangs', () => new Promise(() => { ${staysAlive} console.error('hangs now'); }));
  `,
  'passing the second time': `
    it('passes alone', () => {
      if (existsSync(process.env.RAN!)) return;
      writeFileSync(process.env.RAN!, '');
      throw new Error('had no time');
    });
  `,
  empty: '',
};
type Kind = keyof typeof files;

describe('the runner of test files', { concurrency: true }, () => {
  let folder: string;
  const fileOf = (kind: Kind) => path.join(folder, `${kind}.test.ts`);
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-runner-'));
    const head = `import { existsSync, writeFileSync } from 'node:fs'; import { before, describe, it } from 'node:test';`;
    for (const [kind, body] of Object.entries(files)) writeFileSync(fileOf(kind as Kind), `${head}\n${body}\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (kinds: readonly Kind[], options: Partial<RunOptions> = {}): Promise<Result> =>
    runJob({ title: kinds.join(' and '), files: kinds.map(fileOf), group: 'waiting' }, { root, folder, ...options });
  const outcomesOf = ({ tests }: Result) => tests.map(({ outcome, name }) => `${outcome}: ${name}`);
  /** What the summary says of it, but for its first line and the machine's. */
  const told = (result: Result) =>
    summary([result], 61)
      .split('\n')
      .slice(2)
      .filter((line) => !line.includes('waited for a processor'));

  it('counts a file that passes', async () => {
    const result = await run(['passing']);
    assert.deepEqual(outcomesOf(result), ['passed: passes', 'skipped: is skipped']);
    assert.deepEqual([hasFailed(result), result.trouble], [false, undefined], result.output);
    assert.match(summary([result], 61), /── 1 passed, 0 failed, 1 skipped in 1 min 1 s;/);
    assert.deepEqual(told(result), ['﹣ passing › is skipped (skipped)']);
  });

  it('names a test that fails, and why', async () => {
    const result = await run(['failing']);
    assert.deepEqual(outcomesOf(result), ['failed: a suite › fails', 'passed: a suite › passes']);
    assert.match(result.output, /no luck/);
    assert.equal(hasFailed(result), true);
    const [name, why, where] = told(result);
    assert.deepEqual([name, why], ['✖ failing › a suite › fails', '     Error: no luck']);
    assert.match(where!, /^ {9}at .*failing\.test\.ts/);
  });

  it('says how busy the machine was when a test failed, where the kernel knows', async () => {
    const { waitedShare, ...result } = await run(['failing']);
    if (existsSync('/proc/pressure/cpu')) assert.ok(waitedShare! >= 0 && waitedShare! <= 1.1, `${waitedShare}`);
    const said = (share?: number) => summary([{ ...result, waitedShare: share }], 61);
    assert.match(said(0.874), /\n {3}In 87 % of its time something waited for a processor\.$/);
    assert.doesNotMatch(said(), /waited for a processor/);
  });

  it('names a suite whose hook fails', async () => {
    const result = await run(['hook-failing']);
    assert.ok(outcomesOf(result).includes('failed: a suite'), result.output);
    assert.equal(hasFailed(result), true);
    assert.ok(told(result).includes('✖ hook-failing › a suite'));
  });

  it('names the file of a test where several share a process', async () => {
    const result = await run(['passing', 'failing']);
    assert.deepEqual(outcomesOf(result).sort(), [
      'failed: a suite › fails',
      'passed: a suite › passes',
      'passed: passes',
      'skipped: is skipped',
    ]);
    assert.ok(told(result).includes(`✖ ${fileOf('failing')} › a suite › fails`), told(result).join('\n'));
  });

  for (const [kind, trouble] of [
    ['crashing', 'ended with exit code 3'],
    ['killed', 'was ended by SIGKILL'],
    ['empty', 'ran no test'],
  ] as const)
    it(`fails a file that ${trouble}`, async () => {
      const result = await run([kind]);
      assert.deepEqual([result.trouble, hasFailed(result)], [trouble, true], result.output);
      assert.deepEqual(told(result), [`✖ ${kind} ${trouble}`]);
    });

  it('ends a file that hangs, even if it takes no notice of SIGTERM', async () => {
    const result = await run(['deaf'], { limitSeconds: 2, graceSeconds: 0.1 });
    assert.deepEqual([result.trouble, hasFailed(result)], ['did not end within 2 s', true], result.output);
  });

  it('says that a process could not be started', async () => {
    const result = await run(['passing'], { root: path.join(folder, 'nowhere') });
    assert.match(result.trouble ?? '', /^could not be started: spawn .*ENOENT/);
    assert.equal(hasFailed(result), true);
  });

  const start = (kinds: readonly Kind[], environment: NodeJS.ProcessEnv = {}) => {
    const child = spawn(process.execPath, ['scripts/test.mjs', ...kinds.map(fileOf)], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    return { child, output: () => output, ended: once(child, 'close') };
  };

  it('has exit code 0 if all pass, and else runs all and has 1', async () => {
    const good = start(['passing']);
    const bad = start(['failing', 'passing', 'empty']);
    assert.deepEqual([(await good.ended)[0], (await bad.ended)[0]], [0, 1], good.output() + bad.output());
    assert.match(bad.output(), /── 2 passed, 1 failed, 1 skipped in /);
    assert.match(bad.output(), /✖ \S*failing\.test\.ts › a suite › fails$/m);
    assert.match(bad.output(), /✖ \S*empty\.test\.ts ran no test$/m);
  });

  it('judges alone what failed beside others, and tells of both', async () => {
    const { output, ended } = start(['passing the second time', 'passing'], { RAN: path.join(folder, 'ran') });
    assert.equal((await ended)[0], 0, output());
    assert.match(output(), /── 2 passed, 0 failed, 1 skipped in /);
    assert.match(output(), /── Alone, once more: \S*passing the second time\.test\.ts\n/);
    assert.match(
      output(),
      /\n↻ \S*passing the second time\.test\.ts › passes alone \(beside other files\)\n {5}Error: had no time\n/,
    );
  });

  it('repeats nothing where more than five fail, or where one ran alone', async () => {
    const result = await run(['failing']);
    const names = (results: readonly Result[]) => toRepeat(results).map(({ job }) => job.title);
    const failing = (title: string, group = 'waiting', files = ['x']): Result => ({
      ...result,
      job: { title, group, files },
    });
    const passing = await run(['passing']);
    assert.deepEqual(names([failing('a'), passing, failing('b'), failing('c')]), ['a', 'b', 'c']);
    assert.deepEqual(names(['a', 'b', 'c', 'd', 'e', 'f'].map((title) => failing(title))), []);
    assert.deepEqual(names([failing('alone', 'alone'), failing('check', 'computing', []), passing]), []);
    assert.deepEqual(names([result]), []);
  });

  it('lets what it runs tidy up when it is interrupted', async () => {
    const tidied = path.join(folder, 'tidied');
    const { child, output, ended } = start(['tidy'], { TIDIED: tidied });
    while (!output().includes('hangs now')) await once(child.stderr!, 'data');
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [1, null], output());
    assert.equal(existsSync(tidied), true, output());
  });
});
