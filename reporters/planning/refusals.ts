import type { FullConfig, FullProject, Suite } from '@playwright/test/reporter';
import type { DeclaredScenario } from './declared-scenarios.js';

/** What the planning asks of a run. */
export interface PlannedRun {
  readonly config: Pick<FullConfig, 'workers' | 'shard' | 'projects'>;
  readonly scenarios: readonly DeclaredScenario[];
  /** Playwright's mode of a suite: `serial` would make one generator wait for ever for the next. */
  readonly mode: (suite: Suite) => 'serial' | 'parallel' | 'default';
  /** Arguments of the command line. */
  readonly argv: readonly string[];
}

/** Why this run cannot carry its scenarios, one sentence each with the cure; empty if it can. */
export function refusals({ config, scenarios, mode, argv }: PlannedRun): string[] {
  if (scenarios.length === 0) return [];
  const generators = Math.max(...scenarios.flatMap(({ cases }) => cases.map((one) => one.generators)));
  const limits = config.projects.flatMap((project) => {
    // Playwright resolves a project's own limit of workers but leaves it out of the type.
    const { name, workers } = project as FullProject & { workers?: number };
    return workers === undefined ? [] : [{ name, workers }];
  });
  return [
    ...(config.shard && config.shard.total > 1
      ? [
          `--shard=${config.shard.current}/${config.shard.total} was given, but this version generates load on one machine: leave --shard out.`,
        ]
      : []),
    ...(config.workers === generators
      ? []
      : [
          `The run has ${config.workers} workers but each scenario has ${generators} generators, which must run at the same time: leave --workers out, or set generators: ${config.workers}.`,
        ]),
    ...limits
      .filter(({ workers }) => workers < generators)
      .map(
        ({ name, workers }) =>
          `Project “${name}” allows ${workers} workers but each scenario has ${generators} generators: remove its workers limit.`,
      ),
    ...(argv.some((argument) => argument === '--shuffle' || argument.startsWith('--shuffle='))
      ? ['--shuffle separates the generators of a scenario, which must start together: leave it out.']
      : []),
    ...scenarios.flatMap((scenario) => serialParents(scenario, mode)),
    ...incompleteSets(scenarios),
  ];
}

/** Scenarios of which a filter left only some generators: `--grep`, `--last-failed`, `spec.ts:4`. */
export function incompleteSets(scenarios: readonly DeclaredScenario[]): string[] {
  return scenarios
    .filter(({ cases }) => cases.length !== cases[0]?.generators)
    .map(({ title, cases }) => {
      const present = cases.map(({ generator }) => generator).join(', ');
      return `Of the ${cases[0]?.generators} generators of “${title}” only ${present} would run, and they would wait for the others: filter by the scenario's title, not by a generator's.`;
    });
}

function serialParents({ title, cases }: DeclaredScenario, mode: PlannedRun['mode']): string[] {
  const suite = cases[0]?.test.parent.parent?.parent;
  if (!suite || mode(suite) !== 'serial') return [];
  return [`“${title}” stands in a serial describe, where one generator would wait for ever for the next: move it out.`];
}
