import assert from 'node:assert/strict';
import { test } from 'node:test';
import { junitReport } from '../../../reporters/junit/report.js';
import { readByAllure } from '../allure/read-by-allure.js';
import { elementsOf, parseXml, propertiesOf } from './parse-xml.js';
import { type SampleRun, sampleModel } from './sample-run.js';

const casesOf = (...runs: readonly SampleRun[]) =>
  elementsOf(parseXml(junitReport(sampleModel(...runs))), 'testcase').map((testCase) => ({
    name: testCase.attributes.name,
    properties: propertiesOf(testCase),
    ends: testCase.children.map(({ name }) => name).filter((name) => name !== 'properties'),
    broken: elementsOf(testCase, 'failure')[0] ?? elementsOf(testCase, 'error')[0],
  }));
const countsOf = (...runs: readonly SampleRun[]) => {
  const { tests, failures, errors } = parseXml(junitReport(sampleModel(...runs))).attributes;
  return [tests, failures, errors].map(Number);
};

test('there is a case for each scenario and one for each of its steps', () => {
  const cases = casesOf({ title: 'rooms A', steps: 2 }, { title: 'rooms B', steps: 1 });
  assert.deepEqual(
    cases.map(({ name }) => name),
    [
      'scenario',
      'step 1: 1 session, 49 media connections',
      'step 2: 2 sessions, 98 media connections',
      'scenario',
      'step 1: 1 session, 49 media connections',
    ],
  );
  assert.ok(cases.every(({ ends }) => ends.length === 0));
});

test('a broken step is a failure and says why, and so is its scenario', () => {
  const cases = casesOf({ steps: 3, breaksAt: 3 });
  assert.deepEqual(
    cases.map(({ ends }) => ends),
    [['failure'], [], [], ['failure']],
  );
  const { attributes, text } = cases[3]!.broken!;
  assert.equal(attributes.type, 'failed');
  assert.match(attributes.message!, /^\d+ bad streams: low-frame-rate: participant/);
  assert.match(text, /video\.framesPerSecond: p5 over \d+ streams is/);
  assert.ok(text.includes(attributes.message!));
  assert.deepEqual(countsOf({ steps: 3, breaksAt: 3 }), [4, 2, 0]);
});

test('what is inconclusive is an error, which no CI system takes for passed', () => {
  assert.deepEqual(countsOf({ steps: 3, busy: { generator: 1, fromStep: 3 } }), [4, 0, 2]);
});

test('the steps on which a search went over the edge fail nothing, and still say why', () => {
  const run: SampleRun = { steps: 5, breaksAt: 4, capacity: { search: 'staircase' } };
  const cases = casesOf(run);
  assert.deepEqual(countsOf(run).slice(1), [0, 0]);
  const broken = cases.filter(({ properties }) => properties.verdict === 'failed');
  assert.ok(broken.length >= 2);
  assert.ok(broken.every(({ ends }) => ends[0] === 'system-out'));
  assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
  assert.equal(cases[0]!.properties['capacity.mediaConnections'], '147');
  const wanted = { ...run, capacity: { search: 'staircase', atLeast: { mediaConnections: 1000 } } } as const;
  assert.equal(countsOf(wanted)[1], 1);
});

test('a scenario that did not begin is an error', () => {
  const { run, problems, tolerant } = sampleModel({});
  const nothing = { resolved: null, capacity: null, sizing: null, steps: [], comparison: null };
  const scenario = { key: 'k', title: 't', topology: '', reasons: ['No generator began.'], ...nothing };
  const model = {
    run,
    problems,
    tolerant,
    verdict: 'inconclusive',
    scenarios: [{ ...scenario, verdict: 'inconclusive' }],
  } as const;
  assert.equal(parseXml(junitReport(model)).attributes.errors, '1');
});

test('what went wrong outside any scenario is an error', () => {
  const root = parseXml(junitReport({ ...sampleModel({}), problems: ['The evidence was cut off.'] }));
  assert.deepEqual(
    [root.attributes.errors, elementsOf(root, 'error')[0]!.attributes.message],
    ['1', 'The evidence was cut off.'],
  );
});

test('another reader of JUnit finds the same cases', async () => {
  const model = sampleModel(
    { title: 'a', steps: 3, breaksAt: 3 },
    { title: 'b', steps: 1, busy: { generator: 1, fromStep: 1 } },
  );
  const results = await readByAllure(junitReport(model), 'junit.xml');
  assert.deepEqual(
    results.map(({ status, duration }) => [status, duration]),
    [
      ['failed', 0],
      ['passed', 30_000],
      ['passed', 30_000],
      ['failed', 30_000],
      ['broken', 0],
      ['broken', 30_000],
    ],
  );
  assert.match(results[3]!.message!, /^3 bad streams/);
});
