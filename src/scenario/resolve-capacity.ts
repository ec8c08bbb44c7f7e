import type { ResolvedLoadShape, ResolvedScenario, ResolvedTopology } from '../model/scenario.js';
import { atLeastSchema, capacityLoadSchema, upToSchema } from './capacity-schema.js';
import { seedOf } from './common-schema.js';
import { levelSize, smallestLevel } from './cross-checks.js';
import { type ScenarioDefaults, scenarioDefaults } from './defaults.js';
import { limits } from './limits.js';
import { levelsOf, timingOf } from './load-schema.js';
import { Mistakes } from './mistakes.js';
import { type RawInput, readInput, resolveCommon } from './resolve-common.js';
import type { CapacityInput } from './scenario-input.js';
import { topologySchemaFor } from './topology-schema.js';

const loadKeys = ['hold', 'joinsPerSecond', 'settle', 'settleLimit', 'from', 'step'] as const;

/**
 * Checks a capacity test as a whole and fills in its defaults.
 * @param defaults replace single defaults of {@link scenarioDefaults}
 * @throws LoadError `INVALID_SCENARIO` with every mistake at once: where, what was given, what is allowed
 */
export function resolveCapacity(
  title: string,
  input: CapacityInput,
  defaults: Partial<ScenarioDefaults> = {},
): ResolvedScenario {
  const all = { ...scenarioDefaults, ...defaults };
  const mistakes = new Mistakes();
  const raw = readInput(input, ['upTo', ...loadKeys, 'atLeast'], mistakes);
  const topology = mistakes.read(topologySchemaFor(raw.topology), raw.topology, 'topology');
  const load = readLoad(raw, topology, all, mistakes);
  const atLeast = mistakes.read(atLeastSchema, raw.atLeast, 'atLeast');
  if (topology && load && atLeast) checkAtLeast(topology, load, atLeast, seedOf(raw.seed, all), mistakes);
  const common = resolveCommon(title, raw, topology, { load, path: 'upTo' }, all, mistakes);
  return { ...common, capacity: { search: 'staircase', ...(atLeast && { atLeast }) } };
}

function readLoad(
  raw: RawInput,
  topology: ResolvedTopology | undefined,
  defaults: ScenarioDefaults,
  mistakes: Mistakes,
): ResolvedLoadShape | undefined {
  const upTo = mistakes.read(upToSchema, raw.upTo, 'upTo');
  const given = Object.fromEntries(loadKeys.map((key) => [key, raw[key]]));
  const load = mistakes.read(capacityLoadSchema, given, '');
  if (!upTo || !load) return undefined;
  const { from = topology ? smallestLevel(topology) : 1, step = 1 } = load;
  if (upTo.level < from) {
    mistakes.add(`upTo.${upTo.unit}`, `expected a level from ${from} (from) on, given ${upTo.level}`);
    return undefined;
  }
  if ((upTo.level - from) / step >= limits.steps) {
    mistakes.add('step', `expected at most ${limits.steps} steps from ${from} to ${upTo.level}, given ${step}`);
    return undefined;
  }
  const levels = levelsOf(from, upTo.level, step);
  return { type: 'staircase', unit: upTo.unit, levels, ...timingOf(load, defaults) };
}

function checkAtLeast(
  topology: ResolvedTopology,
  load: ResolvedLoadShape,
  atLeast: NonNullable<NonNullable<ResolvedScenario['capacity']>['atLeast']>,
  seed: number,
  mistakes: Mistakes,
): void {
  const most = levelSize(topology, load.unit, load.levels.at(-1)!, seed);
  for (const unit of ['sessions', 'participants', 'mediaConnections'] as const)
    if ((atLeast[unit] ?? 0) > most[unit])
      mistakes.add(`atLeast.${unit}`, `expected at most ${most[unit]}, which upTo reaches, given ${atLeast[unit]}`);
}
