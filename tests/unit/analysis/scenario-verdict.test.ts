import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarioVerdict, scenarioVerdictOf } from '../../../src/analysis/scenario-verdict.js';
import type { CurveStep, Verdict } from '../../../src/model/verdict.js';
import { judged, scenario, step } from './figures.js';

const curve = (...verdicts: Verdict[]): CurveStep[] => verdicts.map((verdict, i) => step(i + 1, verdict));
const all = (count: number): Verdict[] => new Array<Verdict>(count).fill('passed');

describe('a load test', () => {
  test('passes if every step did', () => {
    const { verdict, reasons, capacity, title } = scenarioVerdict(scenario(), curve(...all(6)));
    assert.deepEqual(
      { verdict, reasons, capacity, title },
      { verdict: 'passed', reasons: [], capacity: null, title: 'rooms of 7' },
    );
  });

  test('fails if any step failed, and names all of them', () => {
    const steps = curve('passed', 'failed', 'inconclusive', 'failed', 'passed', 'passed');
    const { verdict, reasons } = scenarioVerdict(scenario(), steps);
    assert.equal(verdict, 'failed');
    assert.deepEqual(reasons, [
      'step 2 (98 media connections) failed: too slow',
      'step 2 (98 media connections) failed: too lossy',
      'step 3 (147 media connections) is inconclusive: generator 1 was not healthy',
      'step 4 (196 media connections) failed: too slow (and 1 more reason)',
    ]);
  });

  test('is inconclusive if a step was', () => {
    assert.equal(scenarioVerdict(scenario(), curve(...all(5), 'inconclusive')).verdict, 'inconclusive');
  });

  test('is inconclusive if steps are missing', () => {
    const { verdict, reasons } = scenarioVerdict(scenario(), curve(...all(4)));
    assert.deepEqual([verdict, reasons], ['inconclusive', ['steps 5 to 6 were not run']]);
    assert.deepEqual(scenarioVerdict(scenario(), curve(...all(5))).reasons, ['step 6 was not run']);
    assert.deepEqual(scenarioVerdict(scenario(), []).reasons, ['no step was judged']);
  });

  test('is inconclusive with a problem, but a step that failed has failed', () => {
    const problem = ['generator 2 of 2 was interrupted'];
    assert.deepEqual(scenarioVerdict(scenario(), curve(...all(6)), problem).reasons, problem);
    assert.equal(scenarioVerdict(scenario(), curve(...all(6)), problem).verdict, 'inconclusive');
    assert.equal(scenarioVerdict(scenario(), curve('failed'), problem).verdict, 'failed');
  });
});

test('from gathered figures the curve has the planned totals', () => {
  const { verdict, steps } = scenarioVerdictOf(scenario(), [judged(1, 'passed'), judged(2, 'failed')]);
  assert.equal(verdict, 'failed');
  assert.deepEqual(
    steps.map(({ index, mediaConnections }) => [index, mediaConnections]),
    [
      [1, 49],
      [2, 98],
    ],
  );
});
