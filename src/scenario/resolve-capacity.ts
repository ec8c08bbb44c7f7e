import type { ResolvedCapacity, ResolvedScenario, ResolvedSizing, ResolvedTopology } from '../model/scenario.js';
import { type CapacityLoad, capacityLoadKeys, readCapacityLoad } from './capacity-load.js';
import { atLeastSchema, searchSchema, sizingSchema } from './capacity-schema.js';
import { seedOf } from './common-schema.js';
import { levelSize } from './cross-checks.js';
import { type ScenarioDefaults, scenarioDefaults } from './defaults.js';
import { Mistakes } from './mistakes.js';
import { type RawInput, readInput, resolveCommon } from './resolve-common.js';
import type { CapacityInput } from './scenario-input.js';
import { topologySchemaFor } from './topology-schema.js';

type AtLeast = NonNullable<ResolvedCapacity['atLeast']>;

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
  const raw = readInput(input, ['upTo', ...capacityLoadKeys, 'search', 'atLeast', 'sizing'], mistakes);
  const topology = mistakes.read(topologySchemaFor(raw.topology), raw.topology, 'topology');
  const sought = readCapacityLoad(raw, topology, all, mistakes);
  const search = mistakes.read(searchSchema, raw.search, 'search') ?? all.search;
  const atLeast = mistakes.read(atLeastSchema, raw.atLeast, 'atLeast');
  const sizing = readSizing(raw, sought, all, mistakes);
  if (topology && sought && atLeast) checkAtLeast(topology, sought, atLeast, seedOf(raw.seed, all), mistakes);
  const common = resolveCommon(title, raw, topology, { load: sought?.load, path: 'upTo' }, all, mistakes);
  return {
    ...common,
    capacity: {
      search,
      ...(sought?.joinRates && { joinRates: sought.joinRates }),
      ...(atLeast && { atLeast }),
      ...(sizing && { sizing }),
    },
  };
}

/** Nodes are counted for sessions that are held: one that grows stays on its node, and a join rate holds nothing. */
function readSizing(
  raw: RawInput,
  sought: CapacityLoad | undefined,
  { sizing: byDefault }: ScenarioDefaults,
  mistakes: Mistakes,
): ResolvedSizing | undefined {
  const given = mistakes.read(sizingSchema, raw.sizing, 'sizing');
  const meaningless = sought && (sought.joinRates || sought.load.unit !== 'sessions');
  if (meaningless && raw.sizing !== undefined)
    mistakes.add('sizing', 'expected upTo.sessions with it: only held sessions are spread over nodes; leave it out');
  if (meaningless) return undefined;
  const { sessions = byDefault.sessions, headroom = byDefault.headroom } = given ?? {};
  return { sessions: [sessions].flat(), headroom };
}

function checkAtLeast(
  topology: ResolvedTopology,
  { load, joinRates }: CapacityLoad,
  atLeast: AtLeast,
  seed: number,
  mistakes: Mistakes,
): void {
  const held = joinRates ? undefined : levelSize(topology, load.unit, load.levels.at(-1)!, seed);
  const most = { ...held, joinsPerSecond: joinRates?.at(-1) };
  for (const unit of ['sessions', 'participants', 'mediaConnections', 'joinsPerSecond'] as const) {
    const [wanted, reached] = [atLeast[unit], most[unit]];
    if (wanted === undefined) continue;
    if (reached === undefined)
      mistakes.add(
        `atLeast.${unit}`,
        `expected ${joinRates ? 'joinsPerSecond' : 'upTo.joinsPerSecond with it'}: it is not what this search looks for`,
      );
    else if (wanted > reached)
      mistakes.add(`atLeast.${unit}`, `expected at most ${reached}, which upTo reaches, given ${wanted}`);
  }
}
