import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { testsOfOtherShards } from '../../../reporters/planning/shard-plan.js';
import { type Entry, type Project, plannedSuite, titlesOf } from './suites.js';

/** Titles of what each shard runs. */
function shared(total: number, ...projects: readonly Project[]): string[][] {
  return Array.from({ length: total }, (_, i) => {
    const { suite, config, mode } = plannedSuite(...projects);
    const others = new Set(testsOfOtherShards({ config, suite, mode, shard: { current: i + 1, total } }));
    return titlesOf(suite.allTests().filter((test) => !others.has(test)));
  });
}

const project = (...entries: readonly Entry[]): Project => ({ name: 'p', files: [{ title: 'a.spec.ts', entries }] });

describe('a shard', () => {
  it('keeps its range of the generators of every scenario', () => {
    assert.deepEqual(shared(2, project({ scenario: 'A', generators: 4 }, { scenario: 'B', generators: 2 })), [
      ['A › generator 1 of 4', 'A › generator 2 of 4', 'B › generator 1 of 2'],
      ['A › generator 3 of 4', 'A › generator 4 of 4', 'B › generator 2 of 2'],
    ]);
  });

  it('shares out ordinary tests by count, and leaves together what runs in order', () => {
    const files = [
      { title: 'b.spec.ts', entries: ['b1', 'b2', 'b3'] },
      { title: 'a.spec.ts', entries: ['a1', { title: 'serial', mode: 'serial' as const, entries: ['a2', 'a3'] }] },
      {
        title: 'c.spec.ts',
        mode: 'parallel' as const,
        entries: ['c1', 'c2', { title: 's', mode: 'serial' as const, entries: ['c3', 'c4'] }],
      },
    ];
    // Three of a go to the first, three of b to the second; then one by one.
    assert.deepEqual(shared(2, { name: 'p', files }), [
      ['a1', 'serial › a2', 'serial › a3', 'c1', 's › c3', 's › c4'],
      ['b1', 'b2', 'b3', 'c2'],
    ]);
    assert.deepEqual(
      shared(2, { name: 'p', files: files.toReversed() }).map((titles) => titles.toSorted()),
      shared(2, { name: 'p', files }).map((titles) => titles.toSorted()),
      'whatever the order in which a machine lists its files',
    );
  });

  it('runs everything of a project that others depend on', () => {
    const setup: Project = { name: 'setup', files: [{ title: 's.spec.ts', entries: ['log in'] }] };
    const rest: Project = { ...project('one', 'two'), mode: 'parallel', dependencies: ['setup'] };
    assert.deepEqual(shared(2, setup, rest), [
      ['log in', 'one'],
      ['log in', 'two'],
    ]);
  });

  it('and the others run every test once', () => {
    const entry: fc.Arbitrary<Entry> = fc.oneof(
      fc.uuid(),
      fc.record({ scenario: fc.uuid(), generators: fc.constantFrom(12, 24) }),
      fc.record({
        title: fc.uuid(),
        mode: fc.constantFrom<'serial' | 'parallel' | 'default'>('serial', 'parallel', 'default'),
        entries: fc.array(fc.uuid(), { minLength: 1, maxLength: 4 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.constantFrom(1, 2, 3, 4, 6), (entries, total) => {
        const all = titlesOf(plannedSuite(project(...entries)).suite.allTests());
        assert.deepEqual(
          shared(total, project(...entries))
            .flat()
            .toSorted(),
          all.toSorted(),
        );
      }),
    );
  });
});
