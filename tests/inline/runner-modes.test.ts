import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, expect } from '@playwright/test';
import { chromiumLaunchOptions, machineSearch, requireChromium } from '../../src/participants/browser/index.js';
import { configFile, shortLoad, specFile } from './files.js';
import { waitForNone } from './processes.js';
import { type InlineProject, inlineProject, readVerdict } from './run-inline.js';
import { titlesAndVerdicts } from './sound-run.js';

/** The server lets in two: a room of four fails however busy the machine is. */
const faults = 'openvidu: { embedded: { faults: { refuseJoins: { after: 2 } } } }';
const specs = {
  'bad.spec.ts': specFile(`
    loadTest('a bad room', {
      topology: nToN(4),
      load: constant({ sessions: 1, hold: '10s', settle: '1s', settleLimit: '1s' }),
      media: { video: '180p' },
    });
  `),
  'good.spec.ts': specFile(`loadTest('a good room', { topology: nToN(2), ${shortLoad}, media: { video: '180p' } });`),
};

const projectOf = (generators: number, more = ''): InlineProject =>
  inlineProject(`modes-${generators}${more === '' ? '' : '-list'}`, {
    'playwright.config.ts': configFile(`generators: ${generators}, ${faults}, ${more}`),
    ...specs,
  });

/** Runs to the end, and says what came of each scenario; undefined if the run was refused. */
async function run(project: InlineProject, args: readonly string[]) {
  rmSync(path.join(project.folder, 'load-report'), { recursive: true, force: true });
  const started = project.start(args);
  const { exitCode, output } = await started.ended;
  assert.deepEqual(await waitForNone(started.marker), []);
  // Sentences are wrapped to the width of a terminal.
  return { exitCode, output, text: output.replaceAll(/\s+/g, ' ') };
}

const scenariosOf = (project: InlineProject, hidden: 'passed' | 'failed') =>
  titlesAndVerdicts(readVerdict(project), hidden);

/** A gate does not pass what was not decided. */
const exitCodeOf = (project: InlineProject) =>
  Number(readVerdict(project).scenarios.some(({ verdict }) => verdict !== 'passed'));

/** Of the last run that wrote its report. */
const runIdOf = (project: InlineProject) =>
  existsSync(path.join(project.folder, 'load-report/verdict.json')) ? readVerdict(project).run.id : undefined;

// Both at once: rooms of 2 leave a machine idle.
describe('modes of the runner', { concurrency: true }, () => {
  for (const generators of [1, 2])
    describe(`with ${generators} generator${generators === 1 ? '' : 's'}`, { concurrency: 1 }, () => {
      const project = projectOf(generators);

      it('--list lists, and opens no rendezvous', async () => {
        const nowhere = projectOf(generators, `rendezvous: 'redis://127.0.0.1:1',`);
        const { exitCode, output } = await run(nowhere, ['--list']);
        assert.equal(exitCode, 0, output);
        assert.match(output, new RegExp(`Total: ${2 * generators} tests? in 2 files`));
      });

      it('-x stops after a scenario that failed, and names the one that did not run', async () => {
        const { exitCode, output } = await run(project, ['-x']);
        assert.equal(exitCode, 1, output);
        assert.deepEqual(
          scenariosOf(project, 'failed'),
          [
            ['a bad room', 'failed'],
            ['a good room', 'inconclusive'],
          ],
          output,
        );
        // A worker that was quicker than the others may have begun it.
        const [reason = ''] = readVerdict(project).scenarios[1]!.reasons;
        assert.match(reason, /^(No generator of this scenario left evidence|Generator 1 of 2 was interrupted)/);
      });

      it(
        generators === 1
          ? '--last-failed repeats a scenario that failed'
          : '--last-failed is refused, because only generator 1 carries a verdict',
        async () => {
          const { exitCode, output, text } = await run(project, ['--last-failed', '--grep', 'a bad room']);
          assert.equal(exitCode, 1, output);
          if (generators === 1) assert.deepEqual(scenariosOf(project, 'failed'), [['a bad room', 'failed']], output);
          else
            assert.match(text, /Of the 2 generators of “a bad room” only 1 would run.* filter by the scenario's title/);
        },
      );

      it('--grep with --repeat-each runs one scenario several times, each judged by itself', async () => {
        const { exitCode, output } = await run(project, ['--grep', 'a good room', '--repeat-each=2']);
        assert.equal(exitCode, exitCodeOf(project), output);
        assert.deepEqual(
          scenariosOf(project, 'passed'),
          [
            ['a good room', 'passed'],
            ['a good room', 'passed'],
          ],
          output,
        );
      });

      it(generators === 1 ? '--debug works' : '--debug is refused with its cure', async () => {
        const { exitCode, output, text } = await run(project, ['--debug', '--grep', 'a good room']);
        assert.equal(exitCode, generators === 1 ? exitCodeOf(project) : 1, output);
        if (generators === 1) assert.deepEqual(scenariosOf(project, 'passed'), [['a good room', 'passed']], output);
        else assert.match(text, /--debug allows one worker; set generators: 1 while you debug/);
      });
    });
});

describe('UI mode', { concurrency: true }, () => {
  let browser: Browser;
  before(async () => {
    const executablePath = requireChromium(machineSearch(chromium.executablePath()));
    browser = await chromium.launch(chromiumLaunchOptions({ executablePath }));
  });
  after(() => browser.close());

  for (const generators of [1, 2])
    it(`runs a scenario of ${generators} generator${generators === 1 ? '' : 's, and once more'}, and judges it`, async () => {
      const project = inlineProject(`ui-${generators}`, {
        'playwright.config.ts': configFile(`generators: ${generators}, ${faults}`),
        'bad.spec.ts': specs['bad.spec.ts'],
      });
      const started = project.start(['--ui-host=127.0.0.1', '--ui-port=0'], { PWTEST_UNDER_TEST: '1' });
      try {
        const [, url] = await started.printed(/Listening on (http:\S+)/);
        const page = await browser.newPage();
        await page.goto(url!);
        const ids = new Set<string | undefined>([undefined]);
        for (let time = 1; time <= generators; time++) {
          const running = page.getByTestId('status-line').filter({ hasText: 'Running' });
          await expect(running).toHaveCount(0, { timeout: 30_000 });
          await page.getByTitle(/^Run all/).click();
          await expect(running).toHaveCount(1, { timeout: 30_000 });
          await expect
            .poll(() => ids.add(runIdOf(project)).size, { timeout: 90_000, message: started.output() })
            .toBe(time + 1);
          assert.deepEqual(scenariosOf(project, 'failed'), [['a bad room', 'failed']]);
        }
        await page.close();
      } finally {
        process.kill(started.process.pid!, 'SIGINT');
      }
      const { output } = await started.ended;
      assert.deepEqual(await waitForNone(started.marker), [], output);
    });
});
