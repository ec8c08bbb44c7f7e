import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readByAllure } from '../unit/allure/read-by-allure.js';
import { configFile, specFile } from './files.js';
import { waitForNone } from './processes.js';
import { type InlineRun, inlineProject, readVerdict } from './run-inline.js';
import { assertNoSecrets } from './secrets.js';
import { soundRun } from './sound-run.js';

describe('a load test on the embedded server', () => {
  it('passes with a browser and native participants, writes its report, and works beside Allure', async () => {
    const project = inlineProject('passes', {
      'playwright.config.ts': configFile(`reporter: [['allure-playwright', { resultsDir: 'allure-results' }]]`),
      'rooms.spec.ts': specFile(`
        loadTest('rooms of 3', {
          topology: nToN(3),
          load: staircase({ sessions: { from: 1, to: 2 }, hold: '10s', settle: '1s' }),
          participants: { browser: 1, signals: { perSecond: 4 } },
          media: { video: '180p' },
          thresholds: { joinTime: ['p95 < 5000'], 'video.framesPerSecond': ['p5 >= 15'], 'video.framesPerSecond@browser': ['p5 >= 10'] },
        });
      `),
    });
    const secrets = { OPENVIDU_SECRET: 'for-the-server-only', LIVEKIT_API_SECRET: 'for-no-one-here' };
    let run: InlineRun | undefined;
    const { exitCode, output } = await soundRun(() => {
      rmSync(path.join(project.folder, 'allure-results'), { recursive: true, force: true });
      run = project.start([], secrets);
      return run.ended;
    });
    assert.equal(exitCode, 0, output);
    assertNoSecrets(project.folder, output, Object.values(secrets));

    const { scenarios, verdict } = readVerdict(project);
    assert.equal(verdict, 'passed');
    const steps = scenarios[0]?.steps ?? [];
    assert.deepEqual(
      steps.map(({ sessions, flowingStreams, expectedStreams }) => [sessions, flowingStreams, expectedStreams]),
      [
        [1, 12, 12],
        [2, 24, 24],
      ],
    );
    for (const { metrics, sessions } of steps) {
      assert.equal(metrics['video.framesPerSecond@browser']?.count, 2, 'the browser receives two videos');
      assert.ok(metrics['video.framesPerSecond@browser'].p50 > 10, 'and decodes them');
      assert.ok((metrics.hopRoundTripTime?.count ?? 0) > 0);
      assert.deepEqual(
        [metrics['signal.loss@browser'], metrics['signal.loss@native']].map((loss) => [loss?.count, loss?.p95]),
        [
          [1, 0],
          [3 * sessions - 1, 0],
        ],
      );
    }
    assert.match(output, /rooms of 3 · step 1\/2 holding · 1 session · 3 participants · 9 media connections · .* fps/);

    const html = readFileSync(path.join(project.folder, 'load-report/index.html'), 'utf8');
    assert.match(html, /rooms of 3/);
    assert.doesNotMatch(html, /(src|href)="https?:/, 'the page needs no network');
    assert.match(readFileSync(path.join(project.folder, 'load-report/summary.md'), 'utf8'), /rooms of 3/);

    const allure = readdirSync(path.join(project.folder, 'allure-results'));
    const results = allure.filter((file) => file.endsWith('-result.json'));
    assert.equal(results.length, 1);
    const text = readFileSync(path.join(project.folder, 'allure-results', results[0]!), 'utf8');
    const [result] = await readByAllure(text, results[0]!);
    assert.deepEqual(
      [result?.status, result?.parameters?.find(({ name }) => name === 'topology')?.value],
      ['passed', 'N:N, 3 participants per session'],
    );
    assert.match(text, /"step 2: 2 sessions, 6 participants, 18 media connections: passed"/);
    assert.match(text, /"joinTime against load","source":"[^"]+[.]svg","type":"image\/svg[+]xml"/);
    assert.deepEqual(await waitForNone(run!.marker), []);
  });

  it('shares one load between two generators, which judge alike', async () => {
    const project = inlineProject('two-generators', {
      'playwright.config.ts': configFile('generators: 2'),
      'rooms.spec.ts': specFile(`
        test.beforeAll(() => {});   // would put both generators into one group, were they not kept apart
        loadTest('rooms of 2', {
          topology: nToN(2),
          load: staircase({ sessions: { from: 2, to: 3 }, hold: '10s', settle: '1s' }),
          media: { video: '180p' },
        });
        loadTest('one session that grows', {
          topology: growing.nToN(),
          load: staircase({ participants: { from: 2, to: 4, step: 2 }, hold: '10s', settle: '1s' }),
          media: { video: '180p' },
        });
      `),
    });
    const { exitCode, output } = await soundRun(() => project.start().ended);
    assert.equal(exitCode, 0, output);
    const { scenarios } = readVerdict(project);
    assert.deepEqual(
      scenarios.map(({ title, verdict }) => [title, verdict]),
      [
        ['rooms of 2', 'passed'],
        ['one session that grows', 'passed'],
      ],
    );
    assert.deepEqual(
      scenarios.map(({ steps }) => steps.map(({ flowingStreams }) => flowingStreams)),
      [
        [8, 12],
        [4, 24],
      ],
    );
    assert.equal(existsSync(path.join(project.folder, 'load-report/index.html')), true);
  });
});
