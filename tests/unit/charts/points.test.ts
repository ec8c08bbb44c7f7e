import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kneeOf } from '../../../src/charts/knee.js';
import { levelsOf, pointsOf, valuesOf } from '../../../src/charts/points.js';
import { sampleSteps, stepAt } from './sample-steps.js';

test('points follow the load, and the last attempt that most agree with stands for a level', () => {
  const points = pointsOf(sampleSteps, 'video.framesPerSecond');
  assert.deepEqual(
    points.map(({ load, attempt }) => [load, attempt]),
    [
      [49, 1],
      [98, 1],
      [98, 2],
      [147, 1],
      [147, 2],
    ],
  );
  assert.deepEqual(
    levelsOf(points).map(({ load, attempt }) => [load, attempt]),
    [
      [49, 1],
      [98, 2],
      [147, 2],
    ],
  );
});

test('a step that did not measure a metric has no point', () => {
  const [first, ...others] = sampleSteps;
  const without = { ...first!, metrics: {} };
  assert.equal(pointsOf([without, ...others], 'video.framesPerSecond').length, sampleSteps.length - 1);
  assert.deepEqual(pointsOf(sampleSteps, 'hopRoundTripTime'), []);
});

test('counts of broken streams are the whole ones, not the length of the list of names', () => {
  assert.equal(valuesOf(stepAt(49, 'failed', { missingCount: 57 }), 'missingStreams')?.max, 57);
});

test('figures of the platform are values too, and absent where they were not measured', () => {
  assert.equal(valuesOf(stepAt(49, 'passed', { platform: { cpu: 0.5 } }), 'platform.cpu')?.p50, 0.5);
  assert.equal(valuesOf(stepAt(49, 'passed', { platform: { cpu: 0.5 } }), 'platform.memory'), undefined);
});

test('a metric of one kind of participant is found without its name where that kind alone measured it', () => {
  const step = stepAt(49, 'passed');
  assert.equal(valuesOf(step, 'video.framesPerSecond@native'), step.metrics['video.framesPerSecond']);
  const breaches = [{ kind: 'threshold', metric: 'video.framesPerSecond@browser', threshold: 'p5 >= 24' }] as const;
  assert.equal(valuesOf({ ...step, breaches }, 'video.framesPerSecond@browser'), undefined);
});

test('the knee lies between the last passed load and the first failed one', () => {
  assert.deepEqual(kneeOf(sampleSteps), { lastPassed: 98, firstFailed: 147 });
});

test('there is no knee without a failure, nor when the first step failed', () => {
  assert.equal(kneeOf([stepAt(49, 'passed'), stepAt(98, 'inconclusive')]), null);
  assert.equal(kneeOf([stepAt(49, 'failed'), stepAt(98, 'failed')]), null);
});

test('a level that failed once and passed twice is not the knee', () => {
  const steps = [
    stepAt(49, 'passed'),
    stepAt(98, 'failed'),
    stepAt(98, 'passed', { attempt: 2 }),
    stepAt(98, 'passed', { attempt: 3 }),
    stepAt(147, 'failed'),
  ];
  assert.deepEqual(kneeOf(steps), { lastPassed: 98, firstFailed: 147 });
});

test('a level that passed once but failed twice is where it failed, not where it passed', () => {
  const steps = [
    stepAt(49, 'passed'),
    stepAt(98, 'failed'),
    stepAt(98, 'passed', { attempt: 2 }),
    stepAt(98, 'failed', { attempt: 3 }),
  ];
  assert.deepEqual(kneeOf(steps), { lastPassed: 49, firstFailed: 98 });
});
