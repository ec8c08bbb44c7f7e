import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Deployment, startDeployment } from './deployment.js';
import { configFile, specFile } from './files.js';
import { processesWith, waitForNone } from './processes.js';
import { type InlineRun, inlineProject, readVerdict } from './run-inline.js';

/** Holds for so long that a test which waits for the end would notice. */
const longLoad = (browser: number) =>
  specFile(`
    loadTest('a room of 3', {
      topology: nToN(3),
      load: constant({ sessions: 2, hold: '300s', settle: '1s' }),
      participants: { browser: ${browser} },
      media: { video: '180p' },
    });
  `);
const holding = /holding · 2 sessions · 6 participants/;

describe('a run that is interrupted leaves nothing behind', () => {
  let deployment: Deployment;
  beforeEach(async () => {
    deployment = await startDeployment();
  });
  afterEach(() => deployment.server.close());

  function startLoad(name: string, browser = 0): { run: InlineRun; project: ReturnType<typeof inlineProject> } {
    const project = inlineProject(name, { 'playwright.config.ts': configFile(), 'room.spec.ts': longLoad(browser) });
    return { project, run: project.start([], deployment.environment) };
  }

  async function expectNothingLeft(run: InlineRun): Promise<void> {
    assert.deepEqual(await waitForNone(run.marker), []);
    assert.deepEqual(await deployment.sessions(), []);
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`by ${signal}, and reports what it has as inconclusive`, async () => {
      const { run, project } = startLoad(`interrupted-${signal}`, 1);
      await run.printed(holding);
      assert.equal((await deployment.sessions()).length, 2);
      run.process.kill(signal);
      const { exitCode, output } = await run.ended;
      assert.notEqual(exitCode, 0, output);
      assert.equal(readVerdict(project).verdict, 'inconclusive');
      await expectNothingLeft(run);
    });

  it('by kill -9 of a worker', async () => {
    const { run, project } = startLoad('killed-worker', 1);
    await run.printed(holding);
    const worker = processesWith(run.marker).find(({ command }) =>
      /workerProcessEntry|process\/?worker|processHost/i.test(command),
    );
    assert.ok(worker, JSON.stringify(processesWith(run.marker)));
    process.kill(worker.pid, 'SIGKILL');
    const { exitCode, output } = await run.ended;
    assert.equal(exitCode, 1, output);
    assert.equal(readVerdict(project).verdict, 'inconclusive');
    await expectNothingLeft(run);
  });

  it('by the death of the server, which it names', async () => {
    const { run, project } = startLoad('dead-server');
    await run.printed(holding);
    process.kill(deployment.server.pid, 'SIGKILL');
    const { exitCode, output } = await run.ended;
    assert.equal(exitCode, 1, output);
    assert.match(
      output.replaceAll(/\s+/g, ' '),
      /The deployment stopped answering while 6 participants were connected: .*127\.0\.0\.1:\d+/,
    );
    assert.equal(readVerdict(project).verdict, 'failed');
    assert.deepEqual(await waitForNone(run.marker), []);
    deployment = await startDeployment();
  });
});

describe('a run that is stopped just before a generator begins', () => {
  it('starts no load', async () => {
    // The moment in which Playwright's interruption is lost is too short to be met; what is left of it is the status.
    const project = inlineProject('stopped-before', {
      'playwright.config.ts': configFile(),
      'room.spec.ts': specFile(`
        test.beforeEach(({}, testInfo) => {
          testInfo.status = 'interrupted';
        });
        loadTest('a room of 2', { topology: nToN(2), load: constant({ sessions: 1, hold: '300s' }) });
      `),
    });
    const { exitCode, output } = await project.start().ended;
    assert.notEqual(exitCode, 0, output);
    assert.doesNotMatch(output, /joining/);
    const { verdict, scenarios } = readVerdict(project);
    assert.equal(verdict, 'inconclusive');
    assert.match(scenarios[0]?.reasons[0] ?? '', /^No generator of this scenario left evidence/);
  });
});

describe('a token that was already used', () => {
  it('fails the join with a sentence that does not show the token', async () => {
    const project = inlineProject('used-token', {
      'playwright.config.ts': configFile(),
      'join.spec.ts': specFile(`
        for (const kind of ['native', 'browser'] as const)
          test(kind, async ({ openvidu, join }) => {
            const session = await openvidu.createSession();
            const token = await session.createToken();
            await join(token, { kind });
            await join(token, { kind });
          });
      `),
    });
    const { exitCode, output } = await project.start().ended;
    assert.equal(exitCode, 1, output);
    assert.match(output, /refused/i);
    assert.doesNotMatch(output, /tok_\w+/);
  });
});
