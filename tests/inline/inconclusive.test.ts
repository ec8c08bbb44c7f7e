import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { configFile, specFile } from './files.js';
import { inlineProject, readVerdict } from './run-inline.js';

// Step 1 holds one room and passes, step 2 holds three and fails by design: whether two can be held is not known.
const betweenTwoSteps = specFile(`
  capacityTest('two rooms?', {
    topology: nToN(2),
    upTo: { sessions: 3 }, step: 2,
    hold: '10s', settle: '1s',
    media: { video: '180p' },
    thresholds: { 'video.jitter': [{ check: 'max < 0', during: 'step 2' }] },
    atLeast: { sessions: 2 },
  });
`);

describe('an inconclusive scenario', { concurrency: true }, () => {
  for (const [inconclusive, expectedExitCode] of [
    ['fail', 1],
    ['warn', 0],
  ] as const)
    it(`ends with exit code ${expectedExitCode} if it shall ${inconclusive}`, async () => {
      const project = inlineProject(`inconclusive-${inconclusive}`, {
        'playwright.config.ts': configFile(
          `inconclusive: '${inconclusive}', reporter: [['json', { outputFile: 'tests.json' }]]`,
        ),
        'rooms.spec.ts': betweenTwoSteps,
      });
      const { exitCode, output } = await project.start().ended;
      assert.equal(exitCode, expectedExitCode, output);
      const { verdict, scenarios } = readVerdict(project);
      assert.deepEqual([verdict, scenarios[0]?.verdict], ['inconclusive', 'inconclusive'], output);
      assert.match(output, /\? inconclusive · 1 scenario/);
      const tests = readFileSync(path.join(project.folder, 'tests.json'), 'utf8');
      assert.equal(
        /"type": "inconclusive",\s+"description": "at least 2 sessions must pass/.test(tests),
        inconclusive === 'warn',
        tests,
      );
    });
});
