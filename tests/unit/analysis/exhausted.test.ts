import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exhaustedSentences } from '../../../src/analysis/exhausted.js';
import { step } from './figures.js';

const withCpu = (index: number, verdict: 'passed' | 'failed' | 'inconclusive', cpuShare?: number, attempt = 1) =>
  step(index, verdict, { attempt, ...(cpuShare !== undefined && { platform: { cpuShare } }) });

describe('what was exhausted at the knee', () => {
  it('is a resource that was nearly used up where it first failed, and less before', () => {
    assert.deepEqual(
      exhaustedSentences([withCpu(1, 'passed', 0.4), withCpu(2, 'passed', 0.71), withCpu(3, 'failed', 0.972)]),
      [
        "the platform's CPU was exhausted at step 3, the lowest load that failed: 97.2\u00a0% in use, 71.0\u00a0% at step 2, which passed",
      ],
    );
  });

  for (const [what, steps] of [
    ['nothing failed', [withCpu(1, 'passed', 0.95)]],
    ['it was as scarce while all was well', [withCpu(1, 'passed', 0.94), withCpu(2, 'failed', 0.97)]],
    ['there was enough', [withCpu(1, 'passed', 0.4), withCpu(2, 'failed', 0.89)]],
    ['it was not measured at the step that failed', [withCpu(1, 'passed', 0.4), withCpu(2, 'failed')]],
    ['it was not measured before', [withCpu(1, 'passed'), withCpu(2, 'failed', 0.99)]],
    [
      'one hold of the load failed without it',
      [withCpu(1, 'passed', 0.4), withCpu(2, 'failed', 0.99), withCpu(2, 'failed', 0.5, 2)],
    ],
    ['the step was inconclusive', [withCpu(1, 'passed', 0.4), withCpu(2, 'inconclusive', 0.99)]],
    ['only a higher load used it up', [withCpu(1, 'passed', 0.4), withCpu(2, 'failed', 0.5), withCpu(3, 'failed', 1)]],
  ] as const)
    it(`is not told where ${what}`, () => {
      assert.deepEqual(exhaustedSentences(steps), []);
    });

  it('is found whatever the order of a search', () => {
    assert.match(
      exhaustedSentences([withCpu(4, 'failed', 1), withCpu(2, 'passed', 0.5), withCpu(3, 'failed', 0.93)]).join(),
      /at step 3, .*: 93\.0\u00a0% in use, 50\.0\u00a0% at step 2/,
    );
  });

  it('is told without a comparison where nothing passed', () => {
    assert.deepEqual(exhaustedSentences([withCpu(1, 'failed', 1)]), [
      "the platform's CPU was exhausted at step 1, the lowest load that failed: 100.0\u00a0% in use",
    ]);
  });

  it('may be several', () => {
    const shares = (share: number) => ({ cpuShare: share, memoryShare: 0.3, networkOutShare: share });
    const sentences = exhaustedSentences([
      step(1, 'passed', { platform: shares(0.5) }),
      step(2, 'failed', { platform: shares(0.95) }),
    ]);
    assert.deepEqual(
      sentences.map((sentence) => sentence.split(' ')[2]),
      ['CPU', 'network'],
    );
  });
});
