import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeStep } from '../../../src/analysis/judge-step.js';
import { mergeFigures } from '../../../src/analysis/merge-figures.js';
import type { MergedFigures, StepFigures } from '../../../src/model/figures.js';
import type { StepVerdict } from '../../../src/model/verdict.js';
import type { Thresholds } from '../../../src/scenario/index.js';
import { figures, merged, scenario } from './figures.js';

const latencies = (uncertaintyMs: number): Partial<StepFigures> => ({
  values: { 'video.endToEndLatency': { native: [100, 120, 148] } },
  ...(uncertaintyMs > 0 && { uncertainties: { 'video.endToEndLatency': uncertaintyMs } }),
});

function judge(of: MergedFigures, thresholds: Thresholds): StepVerdict {
  const context = { generators: of.generators.length, sharedWithServer: false };
  const { reasons, ...verdict } = judgeStep(of, scenario({ participants: { browser: 1 }, thresholds }), context);
  return { ...verdict, reasons: reasons.map((reason) => reason.replaceAll('\u00a0', ' ')) };
}

describe('a latency that two clocks tell', () => {
  const below150 = { 'video.endToEndLatency': ['p95 < 150'] } as const;

  test('is not measured where it is uncertain by more than its margin, either way', () => {
    const below = judge(merged(latencies(5)), below150);
    assert.deepEqual(below, {
      verdict: 'inconclusive',
      reasons: [
        'video.endToEndLatency is not measured well enough: p95 over 3 streams is 148 ms ± 5 ms, which is too close to the threshold p95 < 150 ms; the clocks of the machines are known no better',
      ],
      breaches: [],
    });
    const above = judge(merged(latencies(5)), { 'video.endToEndLatency': ['p95 < 145'] });
    assert.deepEqual([above.verdict, above.breaches], ['inconclusive', []]);
  });

  test('decides where the margin is larger', () => {
    assert.equal(judge(merged(latencies(1.9)), below150).verdict, 'passed');
    assert.equal(judge(merged(latencies(0)), below150).verdict, 'passed');
    assert.equal(judge(merged(latencies(5)), { 'video.endToEndLatency': ['p95 < 140'] }).verdict, 'failed');
  });

  test('leaves a step failed that fails anyway', () => {
    const { verdict, reasons } = judge(merged({ ...latencies(5), badCount: 1 }), below150);
    assert.equal(verdict, 'failed');
    assert.match(reasons.at(-1) ?? '', /not measured well enough/);
  });
});

test('a latency of sound that clocks far apart do not tell leaves its threshold open; one that nobody measured fails it', () => {
  const below300 = { 'audio.onsetLatency': ['p95 < 300'] } as const;
  const open = judge(merged({ uncertainties: { 'audio.onsetLatency': 2_000 } }), below300);
  assert.deepEqual(open, {
    verdict: 'inconclusive',
    reasons: [
      'audio.onsetLatency is not measured: the clocks of the machines are too far apart to tell it, so that the threshold p95 < 300 ms is open',
    ],
    breaches: [],
  });
  const some = merged({
    values: { 'audio.onsetLatency': { browser: [120] } },
    uncertainties: { 'audio.onsetLatency': 2_000 },
  });
  assert.equal(judge(some, below300).verdict, 'inconclusive');
  assert.equal(judge(merged({ uncertainties: { 'audio.onsetLatency': 3 } }), below300).verdict, 'failed');
});

test('merged figures are as uncertain as the least sure generator, and tell how far apart all began', () => {
  const of = mergeFigures([
    figures({ ...latencies(2), generator: 1, startedAt: 1_000 }),
    figures({ ...latencies(7), generator: 2, startedAt: 1_012, clock: { offsetMs: 30, uncertaintyMs: 0.4 } }),
    figures({ generator: 3, startedAt: 1_004 }),
  ]);
  assert.deepEqual(of.uncertainties, { 'video.endToEndLatency': 7 });
  assert.equal(of.startSkewMs, 12);
  assert.deepEqual(of.health[1]?.clock, { offsetMs: 30, uncertaintyMs: 0.4 });
  const alone = merged(latencies(0));
  assert.deepEqual([alone.startSkewMs, alone.uncertainties, alone.health[0]?.clock], [undefined, undefined, undefined]);
});
