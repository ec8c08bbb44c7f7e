import type { Suite, TestCase } from '@playwright/test/reporter';
import { generatorOf } from './declared-scenarios.js';

/**
 * Puts scenarios before ordinary tests in every project and file, so that no shard keeps the others waiting at a scenario's start. That
 * the two never run beside each other does not depend on it: a scenario needs every worker of the machine, and begins when all are there.
 * Playwright takes its order from these very arrays.
 */
export function putScenariosFirst(root: Suite): void {
  for (const project of root.suites) sortEntries(project);
}

function sortEntries(suite: Suite): void {
  const entries = suite.entries();
  const ordered = [...entries.filter(hasGenerator), ...entries.filter((entry) => !hasGenerator(entry))];
  entries.splice(0, entries.length, ...ordered);
  for (const inner of suite.suites) sortEntries(inner);
}

const hasGenerator = (entry: TestCase | Suite): boolean =>
  'entries' in entry ? entry.allTests().some(isGenerator) : isGenerator(entry);

const isGenerator = (test: TestCase): boolean => generatorOf(test) !== undefined;
