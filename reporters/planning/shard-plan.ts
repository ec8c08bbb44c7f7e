import type { FullConfig, Suite, TestCase, TestRun } from '@playwright/test/reporter';
import { generatorsOfShard, type Shard } from '../../src/model/shard.js';
import { generatorOf } from './declared-scenarios.js';

/** What the planning of a shard reads. */
export interface ShardedRun {
  readonly config: Pick<FullConfig, 'projects'>;
  /** The tests of all shards. */
  readonly suite: Suite;
  readonly mode: TestRun['mode'];
  readonly shard: Shard;
}

/**
 * The tests that this shard leaves to others: generators of other shards, and ordinary tests, which are shared out by count. Tests that
 * Playwright keeps in one worker stay together. Every shard computes the same.
 */
export function testsOfOtherShards({ config, suite, mode, shard }: ShardedRun): TestCase[] {
  const everywhere = setupProjects(config, suite);
  const ordinary: TestCase[] = [];
  const others: TestCase[] = [];
  for (const test of suite.allTests()) {
    if (everywhere.has(projectOf(test))) continue;
    const found = generatorOf(test);
    if (!found) ordinary.push(test);
    else {
      const { from, to } = generatorsOfShard(shard, found.generators);
      if (found.generator < from || found.generator > to) others.push(test);
    }
  }
  const tests = new Array<number>(shard.total).fill(0);
  for (const unit of unitsOf(ordinary, mode)) {
    const fewest = tests.indexOf(Math.min(...tests));
    tests[fewest] = (tests[fewest] ?? 0) + unit.length;
    if (fewest !== shard.current - 1) others.push(...unit);
  }
  return others;
}

/** Projects that others need before or after them run in full in every shard: Playwright lets nobody leave out their tests. */
export function setupProjects({ projects }: Pick<FullConfig, 'projects'>, suite: Suite): Set<string> {
  const present = new Set(suite.suites.map(({ title }) => title));
  return new Set(
    projects
      .filter(({ name }) => present.has(name))
      .flatMap(({ dependencies, teardown }) => [...dependencies, ...(teardown ? [teardown] : [])]),
  );
}

/** Tests that stay together, sorted by project and file, then as declared: machines may list files in different orders. */
function unitsOf(tests: readonly TestCase[], mode: TestRun['mode']): TestCase[][] {
  const units = new Map<TestCase | Suite, TestCase[]>();
  for (const test of tests) {
    const key = unitOf(test, mode);
    units.set(key, [...(units.get(key) ?? []), test]);
  }
  const place = ([test]: readonly TestCase[]) => test?.titlePath().slice(1, 3).join('\0') ?? '';
  return [...units.values()].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

/** The outermost suite up to the file whose tests run in order; a test that may run beside its siblings is alone. */
function unitOf(test: TestCase, mode: TestRun['mode']): TestCase | Suite {
  let unit: TestCase | Suite = test;
  for (let suite: Suite | undefined = test.parent; suite && suite.type !== 'project'; suite = suite.parent)
    if (mode(suite) !== 'parallel') unit = suite;
  return unit;
}

const projectOf = (test: TestCase): string => test.titlePath()[1] ?? '';
