import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { curveStep } from '../../../src/analysis/curve-step.js';
import { judgeStep } from '../../../src/analysis/judge-step.js';
import { mergeFigures } from '../../../src/analysis/merge-figures.js';
import { digestOf, packFigures, parseEvidence, type StepRecord, unpackFigures } from '../../../src/model/evidence.js';
import type { StepFigures } from '../../../src/model/figures.js';
import type { Thresholds } from '../../../src/scenario/index.js';
import { figures, merged, scenario } from './figures.js';

const fps = (...values: number[]) => ({ 'video.framesPerSecond': { native: values } });
const outage = { name: 'outage', network: 'call drop', participants: 1, fromSeconds: 10, toSeconds: 15 };
const broken = { windows: { 'during outage': fps(2, 30), 'after outage': fps(21, 30) }, impairments: [outage] };

/** Judges a step of rooms of 7 with an outage in step 2. */
function judge(changes: Partial<StepFigures>, ofRate: NonNullable<Thresholds['video.framesPerSecond']>) {
  const resolved = scenario({
    impairments: [
      { name: 'outage', network: 'call drop', who: { participants: [1] }, at: { step: 2, after: 10 }, for: 5 },
    ],
    thresholds: { 'video.framesPerSecond': ofRate },
  });
  const { breaches, reasons } = judgeStep(merged(changes), resolved, { generators: 1, sharedWithServer: false });
  return { breaches, reasons: reasons.map((reason) => reason.replaceAll('\u00a0', ' ')) };
}

describe('a threshold of a window', () => {
  test('judges the values of its window only, and says so', () => {
    const { breaches, reasons } = judge({ step: 2, ...broken }, [
      'p5 >= 24',
      { check: 'p5 >= 5', during: 'outage' },
      { check: 'p5 >= 20', after: 'outage' },
    ]);
    assert.deepEqual(breaches, [
      { kind: 'threshold', metric: 'video.framesPerSecond', threshold: 'p5 >= 5 during outage', value: 2 },
    ]);
    assert.deepEqual(reasons, [
      'video.framesPerSecond: p5 over 2 streams is 2.0 fps, the threshold is p5 ≥ 5 fps during outage',
    ]);
  });

  test('does not judge steps that its window does not concern', () => {
    assert.deepEqual(judge({ values: fps(1) }, [{ check: 'p5 >= 5', during: 'outage' }]).breaches, []);
    assert.deepEqual(judge({ step: 3, values: fps(1) }, [{ check: 'p5 >= 5', before: 'step 3' }]).breaches, []);
  });

  test('judges whole holds of later steps', () => {
    const { breaches } = judge({ step: 3, values: fps(19) }, [{ check: 'p5 >= 20', after: 'outage' }]);
    assert.deepEqual(
      breaches.map(({ threshold, value }) => [threshold, value]),
      [['p5 >= 20 after outage', 19]],
    );
  });

  test('without a sample where it applies, fails', () => {
    const { reasons } = judge({ step: 2 }, [{ check: 'p5 >= 20', after: 'outage' }]);
    assert.deepEqual(reasons, [
      'video.framesPerSecond has no sample, so that its threshold p5 >= 20 after outage fails',
    ]);
  });
});

describe('figures of windows', () => {
  const both = () =>
    mergeFigures([
      figures({ ...broken }),
      figures({ generator: 2, windows: { 'during outage': fps(7) }, impairments: [{ ...outage, participants: 3 }] }),
    ]);

  test('are added up over generators, and impaired participants with them', () => {
    const { windows, impairments } = both();
    assert.deepEqual(windows, { 'during outage': fps(2, 30, 7), 'after outage': fps(21, 30) });
    assert.deepEqual(impairments, [{ ...outage, participants: 4 }]);
    assert.equal('windows' in merged(), false);
    assert.equal('impairments' in merged(), false);
  });

  test('survive the journey through evidence, and older evidence reads', () => {
    for (const whole of [both(), merged()]) {
      const record = {
        schemaVersion: 1,
        scenarioKey: 'k',
        generator: 1,
        generators: 2,
        type: 'step',
        hold: 1,
        attempt: 1,
        digest: digestOf(packFigures(whole)),
        gathered: packFigures(whole),
        judgement: { verdict: 'passed', reasons: [], breaches: [] },
      };
      const read = parseEvidence(JSON.stringify(record), 'here') as StepRecord;
      assert.deepEqual(unpackFigures(read.gathered), whole);
    }
  });

  test('stand on the curve', () => {
    const step = curveStep({
      figures: both(),
      attempt: 1,
      judgement: { verdict: 'passed', reasons: [], breaches: [] },
    });
    assert.equal(step.windows?.['during outage']?.['video.framesPerSecond']?.min, 2);
    assert.equal(step.metrics['video.framesPerSecond']?.min, 30);
    assert.deepEqual(step.impairments, [{ ...outage, participants: 4 }]);
  });
});
