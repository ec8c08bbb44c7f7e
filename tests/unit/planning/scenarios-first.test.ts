import assert from 'node:assert/strict';
import { it } from 'node:test';
import { putScenariosFirst } from '../../../reporters/planning/scenarios-first.js';
import { plannedSuite, titlesOf } from './suites.js';

it('scenarios come before ordinary tests, and otherwise everything stays as declared', () => {
  const { suite } = plannedSuite({
    name: 'p',
    files: [
      { title: 'a.spec.ts', entries: ['a1', 'a2'] },
      {
        title: 'b.spec.ts',
        entries: [
          'b1',
          { title: 'd', entries: ['b2', { scenario: 'B', generators: 2 }] },
          'b3',
          { scenario: 'A', generators: 1 },
        ],
      },
    ],
  });
  putScenariosFirst(suite);
  assert.deepEqual(titlesOf(suite.allTests()), [
    'd › B › generator 1 of 2',
    'd › B › generator 2 of 2',
    'd › b2',
    'A › generator 1 of 1',
    'b1',
    'b3',
    'a1',
    'a2',
  ]);
});
