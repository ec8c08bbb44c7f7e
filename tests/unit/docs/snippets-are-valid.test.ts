import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repository } from './pages.js';

const cli = path.join(repository, 'node_modules/@playwright/test/cli.js');
const snippets = path.join(repository, 'tests/unit/docs/snippets');

/** Collects a folder's tests: every scenario is resolved, none is run. A reporter of Playwright's lists them. */
function collect(folder: string): { exitCode: number | null; output: string } {
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^(OPENVIDU_|LIVEKIT_|PLAYWRIGHT_|NODE_TEST)/.test(name),
  );
  const run = spawnSync(process.execPath, [cli, 'test', '--list', '--reporter=list'], {
    cwd: folder,
    env: Object.fromEntries(environment),
    encoding: 'utf8',
  });
  return { exitCode: run.status, output: run.stdout + run.stderr };
}

describe('specs that pages show', () => {
  for (const folder of [snippets, path.join(repository, 'examples/first-test')])
    it(`${path.relative(repository, folder)} declares valid scenarios`, () => {
      const { exitCode, output } = collect(folder);
      assert.equal(exitCode, 0, output);
      assert.match(output, /› generator 1 of 1\n/);
    });
});

describe('configurations that pages show', () => {
  for (const file of readdirSync(snippets).filter((name) => name.endsWith('.config.ts')))
    it(`${file} is valid`, async () => {
      for (const name of ['SECRET', 'API_KEY', 'API_SECRET']) process.env[`STAGING_${name}`] = 'not used';
      const { default: config } = (await import(path.join(snippets, file))) as { default: { workers: number } };
      assert.equal(config.workers, 1);
    });
});
