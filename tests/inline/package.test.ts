import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { soundRun } from './sound-run.js';

const repository = fileURLToPath(new URL('../../', import.meta.url));
/** The environment of a user's shell: nothing of the runner that runs this test. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_|OTEL_|GITHUB_|NODE_OPTIONS|NODE_TEST_CONTEXT|OPENVIDU_|PLAYWRIGHT_OPENVIDU_)/.test(name),
  ),
);
const run = (command: string, args: string[], cwd: string): string =>
  execFileSync(command, args, {
    cwd,
    env: { ...environment, NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('the packed package', () => {
  let folder = '';
  let tarball = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-package-'));
    const [packed] = JSON.parse(
      run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], repository),
    ) as [{ filename: string; size: number }];
    tarball = path.join(folder, packed.filename);
    assert.ok(packed.size < 5_000_000, `${packed.size} bytes`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has nothing that publint objects to', async () => {
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({
      pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer },
      strict: true,
    });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg, { color: false })),
      [],
    );
  });

  it('runs a spec from an empty folder, and its command answers', async () => {
    const project = path.join(folder, 'project');
    mkdirSync(project);
    writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
    const playwright = (
      JSON.parse(readFileSync(path.join(repository, 'node_modules/@playwright/test/package.json'), 'utf8')) as {
        version: string;
      }
    ).version;
    run('npm', ['install', '--no-audit', '--no-fund', `@playwright/test@${playwright}`, tarball], project);
    writeFileSync(
      path.join(project, 'playwright.config.ts'),
      `import { defineLoadConfig } from 'playwright-openvidu/config';\nexport default defineLoadConfig({ testDir: '.' });\n`,
    );
    writeFileSync(
      path.join(project, 'room.spec.ts'),
      `import { constant, loadTest, nToN } from 'playwright-openvidu';
loadTest('a room of 3', {
  topology: nToN(3),
  load: constant({ sessions: 1, hold: '10s', settle: '1s' }),
  participants: { browser: 1 },
  media: { video: '180p' },
});
`,
    );
    const listed = run('npx', ['playwright', 'test', '--list', '--reporter=list'], project);
    assert.match(listed, /room\.spec\.ts:2:1 › a room of 3 › generator 1 of 1/, 'the location is the spec’s');
    // The packages that send figures are not installed, because they are for those who want them.
    const tested = await soundRun(async () => {
      const { status, stdout, stderr } = spawnSync('npx', ['playwright', 'test', '--add-reporter=blob'], {
        cwd: project,
        env: { ...environment, NO_COLOR: '1', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' },
        encoding: 'utf8',
      });
      return { status, stderr, output: stdout + stderr };
    });
    assert.equal(tested.status, 0, tested.output);
    assert.match(tested.output, /✓ passed · 1 scenario/);
    assert.match(
      tested.stderr,
      /^Warning: No live metrics are sent .* not installed\. Run `npm install --save-dev @open/m,
    );
    const written = readFileSync(path.join(project, 'load-report/verdict.json'), 'utf8');
    writeFileSync(
      path.join(project, 'merge.config.ts'),
      `import { defineMergeConfig } from 'playwright-openvidu/merge';\nexport default defineMergeConfig({ csv: 'curve.csv' });\n`,
    );
    const merged = run('npx', ['playwright', 'merge-reports', '-c', 'merge.config.ts', 'blob-report'], project);
    assert.match(merged, /✓ passed · 1 scenario/);
    assert.equal(readFileSync(path.join(project, 'load-report/verdict.json'), 'utf8'), written);
    assert.match(readFileSync(path.join(project, 'load-report/curve.csv'), 'utf8'), /a room of 3/);
    const verdict = JSON.parse(written) as { verdict: string };
    assert.equal(verdict.verdict, 'passed');
    const readSchema = `
      import { createRequire } from 'node:module';
      import whole from 'playwright-openvidu/merge';
      const schema = createRequire(import.meta.url)('playwright-openvidu/verdict.schema.json');
      console.log(JSON.stringify({ schema, reporters: whole.reporter.length }));`;
    const { schema, reporters } = JSON.parse(run('node', ['--input-type=module', '-e', readSchema], project));
    assert.equal(reporters, 1, 'the merge without options');
    const fits = new Ajv2020({ strict: true, validateFormats: false }).compile(schema);
    assert.ok(fits(verdict), JSON.stringify(fits.errors));
    assert.ok(!fits({ ...verdict, verdict: 'fine' }));
    assert.match(run('npx', ['playwright-openvidu', '--version'], project), /^\d+\.\d+\.\d+/);
    assert.match(run('npx', ['playwright-openvidu', '--help'], project), /serve/);
  });
});
