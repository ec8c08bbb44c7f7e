import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configFile, specFile } from './files.js';
import { inlineProject, readVerdict } from './run-inline.js';
import { soundRun } from './sound-run.js';

describe('an outage of one participant', () => {
  it('fails its own window only', async () => {
    const project = inlineProject('outage', {
      'playwright.config.ts': configFile(),
      'rooms.spec.ts': specFile(`
        loadTest('rooms of 2', {
          topology: nToN(2),
          load: constant({ sessions: 1, hold: '20s', settle: '1s' }),
          media: { video: '180p' },
          impairments: [
            { name: 'outage', network: 'call drop', who: { participants: [1] }, at: { step: 1, after: '5s' }, for: '6s' },
          ],
          thresholds: {
            'video.framesPerSecond': [
              'p5 >= 10',
              { check: 'min >= 10', during: 'outage' },
              { check: 'p5 >= 10', before: 'outage' },
              { check: 'p5 >= 10', after: 'outage' },
            ],
          },
        });
      `),
    });
    const { exitCode, output } = await soundRun(() => project.start().ended);
    assert.equal(exitCode, 1, output);
    const [scenario] = readVerdict(project).scenarios;
    const [step] = scenario?.steps ?? [];
    assert.deepEqual(
      step?.breaches.map(({ metric, threshold }) => [metric, threshold]),
      [['video.framesPerSecond', 'min >= 10 during outage']],
      output,
    );
    assert.equal(step.flowingStreams, 4, 'the guards judge the rest of the hold');
    assert.deepEqual(step.impairments, [
      { name: 'outage', network: 'call drop', participants: 1, fromSeconds: 5, toSeconds: 11 },
    ]);
    assert.equal(step.windows?.['during outage']?.['video.framesPerSecond']?.p5, 0);
    assert.match(output, /≈ step 1: outage \(call drop\), 1 participant, 5 to 11 s of the hold/);
    assert.match(output.replaceAll(/\s+/g, ' '), /the threshold is min ≥ 10 fps during outage/);
  });
});
