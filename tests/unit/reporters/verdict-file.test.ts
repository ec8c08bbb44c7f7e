import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdictFile, verdictJson } from '../../../reporters/json/verdict-file.js';
import { verdictSchema } from '../../../reporters/json/verdict-schema.js';
import { sampleModel } from './sample-run.js';

const model = sampleModel({ breaksAt: 5, missing: 2, faults: ['20 µs of CPU burned per forwarded packet'] });
const file = verdictFile(model);

test('the file fits its schema and keeps everything that is needed to repeat the run', () => {
  assert.deepEqual(verdictSchema.parse(JSON.parse(verdictJson(model))), file);
  assert.equal(file.schemaVersion, 1);
  assert.deepEqual(file.scenarios[0]!.resolved, JSON.parse(JSON.stringify(model.scenarios[0]!.resolved)));
});

test('times are in ISO 8601 and durations in seconds', () => {
  assert.equal(file.run.startedAt, '2025-11-22T03:14:05.012Z');
  assert.equal(file.scenarios[0]!.steps[4]!.missing[0]!.since, '2025-11-22T03:17:48.000Z');
  assert.equal(file.scenarios[0]!.steps[4]!.holdSeconds, 30);
});

test('a step carries aggregates with their unit, names of broken streams and the figures of the platform', () => {
  const step = file.scenarios[0]!.steps[4]!;
  assert.equal(step.metrics['video.framesPerSecond']!.unit, '1/s');
  assert.equal(step.metrics['video.framesPerSecond']!.count, 210);
  assert.deepEqual([step.missing.length, step.missingCount, step.expectedStreams - step.flowingStreams], [2, 2, 2]);
  assert.ok(step.platform!.cpu! > 0);
  assert.equal(step.health.length, 2);
});

test('no number has more digits than its evidence', () => {
  const digits = [...verdictJson(model).matchAll(/: -?(\d+)\.(\d+)/g)].map(
    ([, whole = '', fraction = '']) => (whole + fraction).replace(/^0+/, '').length,
  );
  assert.ok(digits.length > 100);
  assert.ok(Math.max(...digits) <= 9);
});

test('what does not fit the schema is not written', () => {
  const broken = { ...model, run: { ...model.run, durationSeconds: Number.NaN } };
  assert.throws(() => verdictJson(broken));
});
