import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { capacityOf } from '../../../src/analysis/capacity.js';
import { scenarioVerdict } from '../../../src/analysis/scenario-verdict.js';
import type { CurveStep } from '../../../src/model/verdict.js';
import { type CapacityInput, nToN, resolveCapacity } from '../../../src/scenario/index.js';
import { joinFailure, scenario, step } from './figures.js';

const search = (atLeast?: CapacityInput['atLeast']) =>
  resolveCapacity('how many?', { topology: nToN(7), upTo: { sessions: 6 }, ...(atLeast && { atLeast }) });

const passed = (count: number): CurveStep[] => Array.from({ length: count }, (_, i) => step(i + 1, 'passed'));

describe('capacity', () => {
  test('is the last passed step before the first failed one, with what broke', () => {
    assert.deepEqual(capacityOf([...passed(3), step(4, 'failed')], search(), false), {
      sessions: 3,
      participants: 21,
      mediaConnections: 147,
      lowerBound: false,
      lastPassedStep: 3,
      firstFailedStep: 4,
      limitedBy: { kind: 'threshold', metric: 'joinTime', threshold: 'p95 < 3000', value: 4000 },
    });
  });

  test('is a lower bound if no step failed up to the end', () => {
    const capacity = capacityOf(passed(6), search(), true);
    assert.deepEqual(
      [capacity?.mediaConnections, capacity?.lowerBound, capacity?.limitedBy],
      [294, true, { kind: 'upTo' }],
    );
  });

  test('is a lower bound if an inconclusive step stopped the search', () => {
    const capacity = capacityOf([...passed(2), step(3, 'inconclusive')], search(), false);
    assert.deepEqual(
      [capacity?.sessions, capacity?.lowerBound, capacity?.firstFailedStep, capacity?.limitedBy],
      [2, true, null, { kind: 'inconclusive' }],
    );
  });

  test('is a lower bound if the search was cut off', () => {
    assert.deepEqual(capacityOf(passed(2), search(), false)?.limitedBy, { kind: 'inconclusive' });
  });

  test('is 0 if the first step failed', () => {
    const capacity = capacityOf([step(1, 'failed')], search(), false);
    assert.deepEqual(
      [capacity?.mediaConnections, capacity?.lowerBound, capacity?.lastPassedStep, capacity?.firstFailedStep],
      [0, false, null, 1],
    );
  });

  test('is unknown if nothing was judged, or not sought', () => {
    assert.equal(capacityOf([], search(), false), null);
    assert.equal(capacityOf([step(1, 'inconclusive')], search(), false), null);
    assert.equal(capacityOf(passed(3), scenario(), false), null);
  });

  test('names a platform that refuses', () => {
    const refused = step(2, 'failed', {
      breaches: [{ kind: 'guard', metric: 'joinFailures', threshold: 'max == 0', value: 3 }],
      joinFailures: [joinFailure()],
    });
    assert.equal(capacityOf([...passed(1), refused], search(), false)?.limitedBy?.kind, 'refused');
  });

  test('of repeated levels takes the majority', () => {
    const again = (index: number, verdict: CurveStep['verdict'], attempt: number) => step(index, verdict, { attempt });
    const flaky = [
      ...passed(3),
      step(4, 'failed'),
      again(3, 'passed', 2),
      again(4, 'passed', 2),
      again(4, 'passed', 3),
    ];
    assert.equal(capacityOf(flaky, search(), false)?.lastPassedStep, 4);
    const confirmed = [...passed(3), step(4, 'failed'), again(4, 'passed', 2), again(4, 'failed', 3)];
    assert.equal(capacityOf(confirmed, search(), false)?.firstFailedStep, 4);
    const undecided = [...passed(3), step(4, 'failed'), again(4, 'passed', 2)];
    assert.equal(capacityOf(undecided, search(), false)?.limitedBy?.kind, 'inconclusive');
  });
});

describe('the verdict of a search', () => {
  const verdictOf = (steps: CurveStep[], atLeast?: CapacityInput['atLeast'], problems?: string[]) => {
    const { verdict, reasons } = scenarioVerdict(search(atLeast), steps, problems);
    return { verdict, reasons };
  };
  const knee = [...passed(3), step(4, 'failed')];

  test('passes if the lower bound reaches what is wanted', () => {
    assert.deepEqual(verdictOf(knee, { mediaConnections: 147 }), { verdict: 'passed', reasons: [] });
    assert.equal(verdictOf([...passed(3), step(4, 'inconclusive')], { sessions: 3 }).verdict, 'passed');
    assert.equal(verdictOf(passed(6), { participants: 42, mediaConnections: 294 }).verdict, 'passed');
  });

  test('fails if the first failed step is at or below it', () => {
    assert.deepEqual(verdictOf(knee, { mediaConnections: 196 }), {
      verdict: 'failed',
      reasons: [
        'at least 196 media connections must pass; 147 media connections passed',
        'step 4 (196 media connections) failed: too slow',
        'step 4 (196 media connections) failed: too lossy',
      ],
    });
    assert.equal(verdictOf(knee, { mediaConnections: 250 }).verdict, 'failed');
  });

  test('is inconclusive between the two, and where nothing failed', () => {
    assert.equal(verdictOf(knee, { mediaConnections: 150 }).verdict, 'inconclusive');
    assert.equal(verdictOf([...passed(3), step(4, 'inconclusive')], { sessions: 4 }).verdict, 'inconclusive');
    assert.equal(verdictOf(passed(3), { sessions: 4 }).verdict, 'inconclusive');
    assert.equal(verdictOf([], { sessions: 1 }).verdict, 'inconclusive');
  });

  test('without a wish passes with a capacity, or a lower bound where the search reached its end', () => {
    assert.equal(verdictOf(knee).verdict, 'passed');
    assert.equal(verdictOf(passed(6)).verdict, 'passed');
    assert.equal(verdictOf([...passed(1), step(2, 'inconclusive')]).verdict, 'inconclusive');
  });

  test('without a wish fails with its very first step', () => {
    assert.equal(verdictOf([step(1, 'failed')]).verdict, 'failed');
    assert.equal(verdictOf([step(1, 'inconclusive')]).verdict, 'inconclusive');
    assert.deepEqual(verdictOf([]), { verdict: 'inconclusive', reasons: ['no step was judged'] });
  });

  test('does not pass if a generator was lost', () => {
    assert.deepEqual(verdictOf(knee, { sessions: 3 }, ['generator 2 of 2 crashed']).verdict, 'inconclusive');
    assert.deepEqual(verdictOf(knee, { sessions: 4 }, ['generator 2 of 2 crashed']).verdict, 'failed');
  });
});
