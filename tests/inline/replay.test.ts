import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { configFile, shortLoad, specFile } from './files.js';
import { inlineProject, ownEnvironment, type VerdictFile } from './run-inline.js';
import { soundRun } from './sound-run.js';

const bin = fileURLToPath(new URL('../../dist/bin/playwright-openvidu.js', import.meta.url));

test('replay repeats a run: the same scenario over as many generators on the same server', async () => {
  const project = inlineProject('replay', {
    'playwright.config.ts': configFile(`generators: 2, openvidu: { embedded: { faults: { joinDelayMs: 5 } } }`),
    'rooms.spec.ts': specFile(`
      loadTest('rooms of 2', {
        topology: nToN(2), load: constant({ sessions: 2, hold: '10s', settle: '1s' }), participants: { browser: 0 }, media: { video: '180p' }, seed: 7,
      });
      loadTest.skip('another', { topology: nToN(2), ${shortLoad}, participants: { browser: 0 } });
    `),
  });
  const first = await soundRun(() => project.start().ended);
  assert.equal(first.exitCode, 0, first.output);

  const { exitCode, output } = await soundRun(() =>
    replay(project.folder, ['load-report/verdict.json', '--scenario', 'rooms of 2']),
  );
  assert.equal(exitCode, 0, output);
  assert.match(output, /^Repeats 1 scenario of run \S+ with 2 generators against the embedded server\.$/m);
  assert.match(output, /^Nothing differs from the recorded run/m);
  const [recorded, repeated] = ['load-report', 'load-replay'].map((folder) =>
    JSON.parse(readFileSync(path.join(project.folder, folder, 'verdict.json'), 'utf8')),
  );
  assert.deepEqual(repeated.scenarios[0].resolved, recorded.scenarios[0].resolved);
  assert.deepEqual(repeated.run.platform.faults, recorded.run.platform.faults);
  assert.notEqual(repeated.run.id, recorded.run.id);
  const totals = (of: typeof recorded) =>
    of.scenarios[0].steps.map((step: VerdictFile['scenarios'][0]['steps'][0]) => [
      step.index,
      step.sessions,
      step.verdict,
      step.expectedStreams,
    ]);
  assert.deepEqual(totals(repeated), totals(recorded));

  const unknown = await replay(project.folder, ['load-report/verdict.json', '--scenario', 'rooms of 9']);
  assert.equal(unknown.exitCode, 1);
  assert.match(unknown.output, /^The run cannot be repeated: [^\n]* no scenario "rooms of 9", only "rooms of 2"\.\n$/);
});

function replay(cwd: string, args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [bin, 'replay', ...args],
      { cwd, env: { ...ownEnvironment(), NO_COLOR: '1' } },
      (_, out, err) => resolve({ exitCode: child.exitCode, output: out + err }),
    );
  });
}
