import assert from 'node:assert/strict';
import { it } from 'node:test';
import { declaredScenarios, isSkipped } from '../../../reporters/planning/declared-scenarios.js';
import { plannedSuite } from './suites.js';

it('a scenario is skipped if the tests of all its generators are', () => {
  const entries = ['A', 'B'].map((scenario) => ({ scenario, generators: 2 }));
  const { suite } = plannedSuite({ name: 'p', files: [{ title: 'a.spec.ts', entries }] });
  const scenarios = declaredScenarios(suite);
  for (const { test } of scenarios[0]!.cases) Object.assign(test, { expectedStatus: 'skipped' });
  assert.deepEqual(
    scenarios.filter((scenario) => !isSkipped(scenario)).map(({ title }) => title),
    ['B'],
  );
});
