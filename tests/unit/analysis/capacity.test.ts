import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { capacityOf } from '../../../src/analysis/capacity.js';
import { scenarioVerdict } from '../../../src/analysis/scenario-verdict.js';
import type { CurveStep } from '../../../src/model/verdict.js';
import { type CapacityInput, nToN, resolveCapacity } from '../../../src/scenario/index.js';
import { joinFailure, scenario, step } from './figures.js';
import { curveOf, type Deployment, holding, search } from './search/deployments.js';

const levels = 6;
const sought = (atLeast?: CapacityInput['atLeast']) =>
  resolveCapacity('how many?', { topology: nToN(7), upTo: { sessions: levels }, ...(atLeast && { atLeast }) });

/** The curve of a whole search for what a deployment holds. */
const curve = (deployment: Deployment): CurveStep[] => curveOf(search(deployment, { levels }));
const weakFrom =
  (first: number): Deployment =>
  (level) =>
    level < first ? 'passed' : 'inconclusive';

describe('capacity', () => {
  test('is the last passed step before the first failed one, with what broke', () => {
    assert.deepEqual(capacityOf(curve(holding(3)), sought()), {
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
    const capacity = capacityOf(curve(holding(levels)), sought());
    assert.deepEqual(
      [capacity?.mediaConnections, capacity?.lowerBound, capacity?.limitedBy],
      [294, true, { kind: 'upTo' }],
    );
  });

  test('is a lower bound if the step above cannot be judged', () => {
    const capacity = capacityOf(curve(weakFrom(3)), sought());
    assert.deepEqual(
      [capacity?.sessions, capacity?.lowerBound, capacity?.firstFailedStep, capacity?.limitedBy],
      [2, true, null, { kind: 'inconclusive' }],
    );
  });

  test('is a lower bound if the search was cut off, as long as what failed is not confirmed', () => {
    const whole = curve(holding(3));
    for (const known of [2, whole.length - 1]) {
      const capacity = capacityOf(whole.slice(0, known), sought());
      assert.deepEqual([capacity?.lowerBound, capacity?.limitedBy], [true, { kind: 'inconclusive' }]);
    }
  });

  test('is a lower bound if a step that passed had collapsed', () => {
    const collapsed = { flowingStreams: 10 };
    const steps = [step(1, 'passed'), step(2, 'passed', collapsed), step(2, 'passed', { attempt: 2, ...collapsed })];
    assert.deepEqual(capacityOf(steps, sought())?.limitedBy, { kind: 'collapse' });
  });

  test('is 0 if the first step failed', () => {
    const capacity = capacityOf(curve(holding(0)), sought());
    assert.deepEqual(
      [capacity?.mediaConnections, capacity?.lowerBound, capacity?.lastPassedStep, capacity?.firstFailedStep],
      [0, false, null, 1],
    );
  });

  test('is unknown if nothing was judged, or not sought', () => {
    assert.equal(capacityOf([], sought()), null);
    assert.equal(capacityOf(curve(weakFrom(1)), sought()), null);
    assert.equal(capacityOf(curve(holding(3)), scenario()), null);
  });

  test('names a platform that refuses', () => {
    const refusing = curve(holding(1)).map((held) =>
      held.verdict === 'passed'
        ? held
        : {
            ...held,
            breaches: [{ kind: 'guard' as const, metric: 'joinFailures', threshold: 'max == 0', value: 3 }],
            joinFailures: [joinFailure()],
          },
    );
    assert.equal(capacityOf(refusing, sought())?.limitedBy?.kind, 'refused');
  });
});

describe('the peak join rate', () => {
  const rates = [10, 20, 30];
  const sought = (least: number) =>
    resolveCapacity('how fast?', {
      topology: nToN(7),
      upTo: { joinsPerSecond: 30 },
      from: 10,
      step: 10,
      sessions: 6,
      atLeast: { joinsPerSecond: least },
    });
  const steps = curveOf(search(holding(2), { levels: 3 })).map((held) => ({
    ...held,
    joinsPerSecond: rates[held.index - 1]!,
    mediaConnections: 294,
  }));

  test('is the last rate that passed', () => {
    const { capacity, sizing, verdict } = scenarioVerdict(sought(20), steps);
    assert.deepEqual(
      [capacity?.joinsPerSecond, capacity?.mediaConnections, capacity?.lowerBound, sizing, verdict],
      [20, 294, false, null, 'passed'],
    );
  });

  test('is compared with what is wanted, in its own unit', () => {
    const { verdict, reasons } = scenarioVerdict(sought(30), steps);
    assert.equal(verdict, 'failed');
    assert.deepEqual(reasons.slice(0, 2), [
      'at least 30 joins per second must pass; 20 joins per second passed',
      'step 3 (30 joins per second) failed: too slow',
    ]);
    assert.equal(scenarioVerdict(sought(25), steps).verdict, 'inconclusive');
  });
});

describe('the verdict of a search', () => {
  const verdictOf = (steps: CurveStep[], atLeast?: CapacityInput['atLeast'], problems?: string[]) => {
    const { verdict, reasons } = scenarioVerdict(sought(atLeast), steps, problems);
    return { verdict, reasons };
  };
  const knee = curve(holding(3));

  test('passes if the lower bound reaches what is wanted', () => {
    assert.deepEqual(verdictOf(knee, { mediaConnections: 147 }), { verdict: 'passed', reasons: [] });
    assert.equal(verdictOf(curve(weakFrom(4)), { sessions: 3 }).verdict, 'passed');
    assert.equal(verdictOf(curve(holding(6)), { participants: 42, mediaConnections: 294 }).verdict, 'passed');
  });

  test('fails if the first failed step is at or below it', () => {
    assert.deepEqual(verdictOf(knee, { mediaConnections: 196 }), {
      verdict: 'failed',
      reasons: [
        'at least 196 media connections must pass; 147 media connections passed',
        'step 4 (196 media connections) failed: too slow',
        'step 4 (196 media connections) failed: too lossy',
        'step 4 (196 media connections, attempt 2) failed: too slow (and 1 more reason)',
      ],
    });
    assert.equal(verdictOf(knee, { mediaConnections: 250 }).verdict, 'failed');
  });

  test('is inconclusive between the two, and where nothing failed', () => {
    assert.equal(verdictOf(knee, { mediaConnections: 150 }).verdict, 'inconclusive');
    assert.equal(verdictOf(curve(weakFrom(4)), { sessions: 4 }).verdict, 'inconclusive');
    assert.equal(verdictOf(curve(holding(3)).slice(0, 2), { sessions: 4 }).verdict, 'inconclusive');
    assert.equal(verdictOf([], { sessions: 1 }).verdict, 'inconclusive');
  });

  test('without a wish passes with a capacity, or a lower bound where the search reached its end', () => {
    assert.equal(verdictOf(knee).verdict, 'passed');
    assert.equal(verdictOf(curve(holding(6))).verdict, 'passed');
    assert.equal(verdictOf(curve(weakFrom(2))).verdict, 'inconclusive');
  });

  test('without a wish fails with its very first step', () => {
    assert.equal(verdictOf(curve(holding(0))).verdict, 'failed');
    assert.equal(verdictOf(curve(weakFrom(1))).verdict, 'inconclusive');
    assert.deepEqual(verdictOf([]), { verdict: 'inconclusive', reasons: ['no step was judged'] });
  });

  test('does not pass if a generator was lost', () => {
    assert.deepEqual(verdictOf(knee, { sessions: 3 }, ['generator 2 of 2 crashed']).verdict, 'inconclusive');
    assert.deepEqual(verdictOf(knee, { sessions: 4 }, ['generator 2 of 2 crashed']).verdict, 'failed');
  });
});
