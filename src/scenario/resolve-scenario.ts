import type { ResolvedScenario } from '../model/scenario.js';
import { seedOf } from './common-schema.js';
import { type ScenarioDefaults, scenarioDefaults } from './defaults.js';
import { loadSchemaFor } from './load-schema.js';
import { Mistakes } from './mistakes.js';
import { readInput, resolveCommon } from './resolve-common.js';
import type { ScenarioInput } from './scenario-input.js';
import { topologySchemaFor } from './topology-schema.js';

/**
 * Checks a load test as a whole and fills in its defaults.
 * @param defaults replace single defaults of {@link scenarioDefaults}
 * @throws LoadError `INVALID_SCENARIO` with every mistake at once: where, what was given, what is allowed
 */
export function resolveScenario(
  title: string,
  input: ScenarioInput,
  defaults: Partial<ScenarioDefaults> = {},
): ResolvedScenario {
  const all = { ...scenarioDefaults, ...defaults };
  const mistakes = new Mistakes();
  const raw = readInput(input, ['load'], mistakes);
  const topology = mistakes.read(topologySchemaFor(raw.topology), raw.topology, 'topology');
  const load = mistakes.read(loadSchemaFor(raw.load, all, seedOf(raw.seed, all)), raw.load, 'load');
  return resolveCommon(title, raw, topology, { load, path: 'load' }, all, mistakes);
}
