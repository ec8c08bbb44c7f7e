import type { FullConfig, Suite, TestCase, TestRun } from '@playwright/test/reporter';
import { formatGenerator, generatorAnnotation } from '../../../src/model/generator-annotation.js';

type Mode = ReturnType<TestRun['mode']>;

/** What stands in a suite: ordinary tests by title, scenarios by their number of generators, and describes. */
export type Entry = string | { scenario: string; generators: number } | Group;

export interface Group {
  readonly title: string;
  /** Default: that of the suite around it. */
  readonly mode?: Mode;
  readonly entries: readonly Entry[];
}

export interface Project {
  readonly name: string;
  readonly mode?: Mode;
  readonly dependencies?: readonly string[];
  readonly files: readonly Group[];
}

/** The part of Playwright's suites that the planning uses, built as Playwright builds them. */
class FakeSuite {
  parent: FakeSuite | undefined;
  readonly own: (FakeSuite | FakeTest)[] = [];
  constructor(
    readonly type: 'root' | 'project' | 'file' | 'describe',
    readonly title: string,
    readonly mode?: Mode,
  ) {}
  entries = () => this.own;
  get suites(): FakeSuite[] {
    return this.own.filter((entry) => entry instanceof FakeSuite);
  }
  allTests = (): FakeTest[] => this.own.flatMap((entry) => (entry instanceof FakeSuite ? entry.allTests() : [entry]));
  titlePath = (): string[] => [
    ...(this.parent?.titlePath() ?? []),
    ...(this.title || this.type === 'root' ? [this.title] : []),
  ];
  add<T extends FakeSuite | FakeTest>(entry: T): T {
    entry.parent = this;
    this.own.push(entry);
    return entry;
  }
}

class FakeTest {
  parent: FakeSuite | undefined;
  readonly repeatEachIndex = 0;
  constructor(
    readonly title: string,
    readonly annotations: { type: string; description: string }[] = [],
  ) {}
  titlePath = (): string[] => [...(this.parent?.titlePath() ?? []), this.title];
}

/** A root suite with the configuration and the modes that belong to it. */
export function plannedSuite(...projects: readonly Project[]): {
  suite: Suite;
  config: Pick<FullConfig, 'projects'>;
  mode: (suite: Suite) => Mode;
} {
  const root = new FakeSuite('root', '');
  for (const { name, mode = 'default', files } of projects) {
    const project = root.add(new FakeSuite('project', name, mode));
    for (const file of files) fill(project.add(new FakeSuite('file', file.title, file.mode)), file.entries);
  }
  const config = { projects: projects.map(({ name, dependencies = [] }) => ({ name, dependencies })) };
  return {
    suite: root as unknown as Suite,
    config: config as unknown as Pick<FullConfig, 'projects'>,
    mode: (suite) => {
      for (let at: FakeSuite | undefined = suite as unknown as FakeSuite; at; at = at.parent)
        if (at.mode) return at.mode;
      return 'default';
    },
  };
}

function fill(suite: FakeSuite, entries: readonly Entry[]): void {
  for (const entry of entries)
    if (typeof entry === 'string') suite.add(new FakeTest(entry));
    else if ('entries' in entry) fill(suite.add(new FakeSuite('describe', entry.title, entry.mode)), entry.entries);
    else addScenario(suite, entry.scenario, entry.generators);
}

function addScenario(suite: FakeSuite, title: string, generators: number): void {
  const scenario = suite.add(new FakeSuite('describe', title, 'parallel'));
  for (let generator = 1; generator <= generators; generator++) {
    const description = formatGenerator(generator, generators);
    const one = scenario.add(new FakeSuite('describe', '', 'default'));
    one.add(new FakeTest(`generator ${generator} of ${generators}`, [{ type: generatorAnnotation, description }]));
  }
}

/** Titles without project and file. */
export const titlesOf = (tests: readonly TestCase[]): string[] =>
  tests.map((test) => test.titlePath().slice(3).join(' › '));
