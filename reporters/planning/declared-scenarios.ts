import type { Suite, TestCase } from '@playwright/test/reporter';
import { generatorAnnotation, parseGenerator } from '../../src/model/generator-annotation.js';
import { scenarioKey } from '../../src/model/scenario-key.js';
import type { ExpectedScenario } from '../collect/collect-scenario.js';

/** One generator's test of a scenario. */
export interface GeneratorCase {
  readonly test: TestCase;
  /** From 1. */
  readonly generator: number;
  readonly generators: number;
}

/** A scenario as the run's tests declare it. */
export interface DeclaredScenario {
  readonly key: string;
  readonly title: string;
  readonly cases: readonly GeneratorCase[];
}

/** Which generator of which scenario `test` is; undefined for ordinary tests. */
export function generatorOf(test: TestCase): (GeneratorCase & { readonly key: string }) | undefined {
  const description = test.annotations.find(({ type }) => type === generatorAnnotation)?.description;
  const parsed = parseGenerator(description);
  if (!parsed) return undefined;
  const [, project = '', file = '', ...titles] = test.titlePath();
  const key = scenarioKey({ project, file, titles: titles.slice(0, -1), repeatIndex: test.repeatEachIndex });
  return { ...parsed, test, key };
}

/** All scenarios among the tests of `suite`, in their order. */
export function declaredScenarios(suite: Suite): DeclaredScenario[] {
  const scenarios = new Map<string, { key: string; title: string; cases: GeneratorCase[] }>();
  for (const test of suite.allTests()) {
    const found = generatorOf(test);
    if (!found) continue;
    const scenario = scenarios.get(found.key) ?? {
      key: found.key,
      title: test.parent.parent?.title ?? found.key,
      cases: [],
    };
    scenario.cases.push(found);
    scenarios.set(found.key, scenario);
  }
  return [...scenarios.values()];
}

/** Whether its declaration says that it does not run. */
export const isSkipped = ({ cases }: DeclaredScenario): boolean =>
  cases.every(({ test }) => test.expectedStatus === 'skipped');

/** What a report expects of a declared scenario. */
export function expectedOf({ key, title, cases }: DeclaredScenario): ExpectedScenario {
  const [first] = cases;
  const { file, line } = first?.test.location ?? {};
  return { key, title, generators: first?.generators ?? 1, ...(file && line && { location: { file, line } }) };
}
