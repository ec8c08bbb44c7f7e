import type { FullConfig, FullProject, Suite } from '@playwright/test/reporter';
import { type GeneratorRange, generatorsOfShard, onlyShard } from '../../src/model/shard.js';
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

/** Why this machine cannot carry its part of the scenarios, one sentence each with the cure; empty if it can. */
export function refusals({ config, scenarios, mode, argv }: PlannedRun): string[] {
  if (scenarios.length === 0) return [];
  const shards = config.shard?.total ?? 1;
  const all = Math.max(...scenarios.flatMap(({ cases }) => cases.map((one) => one.generators)));
  const generators = Math.ceil(all / shards);
  const here = `${generators} generators${shards > 1 ? ' in each shard' : ''}`;
  const limits = config.projects.flatMap((project) => {
    // Playwright resolves a project's own limit of workers but leaves it out of the type.
    const { name, workers } = project as FullProject & { workers?: number };
    return workers === undefined ? [] : [{ name, workers }];
  });
  return [
    ...(config.workers === generators
      ? []
      : [
          `The run has ${config.workers} workers but each scenario has ${here}, which must run at the same time: ${workersCure(argv, config.workers * shards)}.`,
        ]),
    ...limits
      .filter(({ workers }) => workers < generators)
      .map(
        ({ name, workers }) =>
          `Project “${name}” allows ${workers} workers but each scenario has ${here}: remove its workers limit.`,
      ),
    ...(argv.some((argument) => argument === '--shuffle' || argument.startsWith('--shuffle='))
      ? ['--shuffle separates the generators of a scenario, which must start together: leave it out.']
      : []),
    ...scenarios.flatMap((scenario) => serialParents(scenario, mode)),
    ...incompleteSets(scenarios),
  ];
}

function workersCure(argv: readonly string[], generators: number): string {
  const debugs = argv.some((argument) => argument === '--debug' || argument.startsWith('--debug='));
  if (debugs) return `--debug allows one worker; set generators: ${generators} while you debug`;
  return `leave --workers out, or set generators: ${generators}`;
}

/**
 * Scenarios of which a filter left only some generators: `--grep`, `--last-failed`, `spec.ts:4`.
 * @param shard the shard whose generators are to be there; default: all of them are
 */
export function incompleteSets(scenarios: readonly DeclaredScenario[], shard = onlyShard): string[] {
  return scenarios.flatMap(({ title, cases }) => {
    const generators = cases[0]?.generators ?? 0;
    const range: GeneratorRange = generatorsOfShard(shard, generators);
    const present = cases.map(({ generator }) => generator);
    if (present.length === range.to - range.from + 1) return [];
    return [
      `Of the ${generators} generators of “${title}” only ${present.join(', ')} would run, and they would wait for the others: filter by the scenario's title, not by a generator's${shard.total > 1 ? ', alike in every shard' : ''}.`,
    ];
  });
}

function serialParents({ title, cases }: DeclaredScenario, mode: PlannedRun['mode']): string[] {
  const suite = cases[0]?.test.parent.parent?.parent;
  if (!suite || mode(suite) !== 'serial') return [];
  return [`“${title}” stands in a serial describe, where one generator would wait for ever for the next: move it out.`];
}
