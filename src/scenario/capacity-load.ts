import type { ResolvedLoadShape, ResolvedTopology } from '../model/scenario.js';
import { capacityLoadSchema, joinedSessionsSchema, type UpTo, upToSchema } from './capacity-schema.js';
import { smallestLevel } from './cross-checks.js';
import type { ScenarioDefaults } from './defaults.js';
import { limits } from './limits.js';
import { levelsOf, timingOf } from './load-schema.js';
import type { Mistakes } from './mistakes.js';
import { largestSessionOf } from './mix.js';
import type { RawInput } from './resolve-common.js';

/** Options of a capacity test that say what its levels are. */
export const capacityLoadKeys = [
  'sessions',
  'hold',
  'joinsPerSecond',
  'settle',
  'settleLimit',
  'from',
  'step',
] as const;

/** The levels of a search. */
export interface CapacityLoad {
  readonly load: ResolvedLoadShape;
  /** Joins per second of each level, where those are sought; each level then has the same sessions. */
  readonly joinRates?: readonly number[];
}

/** At the highest join rate the default number of sessions keeps the deployment busy for so long. */
const shortestRampSeconds = 2;

/** Reads where a search goes, and how. */
export function readCapacityLoad(
  raw: RawInput,
  topology: ResolvedTopology | undefined,
  defaults: ScenarioDefaults,
  mistakes: Mistakes,
): CapacityLoad | undefined {
  const upTo = mistakes.read(upToSchema, raw.upTo, 'upTo');
  const { sessions: _, ...levels } = Object.fromEntries(capacityLoadKeys.map((key) => [key, raw[key]]));
  const given = mistakes.read(capacityLoadSchema, levels, '');
  if (upTo && upTo.unit !== 'joinsPerSecond' && raw.sessions !== undefined)
    mistakes.add('sessions', 'expected upTo.joinsPerSecond with it; leave it out');
  if (!upTo || !given) return undefined;
  const { from = upTo.unit !== 'joinsPerSecond' && topology ? smallestLevel(topology) : 1, step = 1 } = given;
  if (upTo.level < from) {
    mistakes.add(`upTo.${upTo.unit}`, `expected a level from ${from} (from) on, given ${upTo.level}`);
    return undefined;
  }
  if ((upTo.level - from) / step >= limits.steps) {
    mistakes.add('step', `expected at most ${limits.steps} steps from ${from} to ${upTo.level}, given ${step}`);
    return undefined;
  }
  const steps = levelsOf(from, upTo.level, step);
  const timing = timingOf(given, defaults);
  if (upTo.unit === 'joinsPerSecond') return joinRates(raw, upTo, steps, topology, timing, mistakes);
  return { load: { type: 'staircase', unit: upTo.unit, levels: steps, ...timing } };
}

function joinRates(
  raw: RawInput,
  { level: highest }: UpTo,
  rates: readonly number[],
  topology: ResolvedTopology | undefined,
  timing: ReturnType<typeof timingOf>,
  mistakes: Mistakes,
): CapacityLoad | undefined {
  const given = mistakes.read(joinedSessionsSchema, raw.sessions, 'sessions');
  if (raw.joinsPerSecond !== undefined)
    mistakes.add('joinsPerSecond', 'the levels of this search are its join rates; leave it out');
  if (!topology) return undefined;
  const size = largestSessionOf(topology);
  if (size === undefined) {
    mistakes.add('topology', `expected sessions of a fixed size for upTo.joinsPerSecond, given ${topology.type}`);
    return undefined;
  }
  const sessions = given ?? Math.ceil((highest * shortestRampSeconds) / size);
  const load = { type: 'staircase', unit: 'sessions', levels: rates.map(() => sessions), ...timing } as const;
  return { load: { ...load, joinsPerSecond: highest }, joinRates: rates };
}
