import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { BaselineConditions } from '../../model/baseline.js';
import type { MachineInfo, ScenarioRecord } from '../../model/evidence.js';
import type { ResolvedScenario, ResolvedTopology, TolerableDifference } from '../../model/scenario.js';

/** Where and how a run was made. */
export interface RunConditions {
  readonly scenario: ResolvedScenario;
  readonly generators: number;
  readonly platform: ScenarioRecord['platform'];
  /** Of generator 1. */
  readonly machine: MachineInfo;
}

/** What a run's figures depend on. Faults of the embedded server are no condition: they are what a comparison is to find. */
export function conditionsOf({ scenario, generators, platform, machine }: RunConditions): BaselineConditions {
  const { cpus, cpuModel, sharedWithServer } = machine;
  const [system = '', , architecture = ''] = machine.platform.split(' ');
  return {
    platform: {
      edition: platform.edition,
      version: platform.version,
      // The embedded server listens on another port each time.
      url: platform.embedded ? 'embedded' : new URL(platform.url).host,
    },
    machine: {
      cpus,
      cpuModel,
      // Kernels keep back a little, and not always the same.
      memoryGb: Math.round(machine.memoryMb / 1000),
      system: `${system} ${architecture}`.trim(),
      node: machine.node.split('.')[0]!,
      sharedWithServer,
    },
    generators,
    scenario: JSON.parse(JSON.stringify(shapeOf(scenario))) as BaselineConditions['scenario'],
  };
}

/** The parts of a scenario that shape its figures. Thresholds do so only where a search ends by them. */
function shapeOf({ topology, load, participants, media, impairments, seed, ...scenario }: ResolvedScenario): object {
  const { capacity, thresholds, guards, joinTimeoutSeconds } = scenario;
  return {
    topology: shortTopology(topology),
    load,
    participants,
    media,
    ...(impairments && { impairments }),
    seed,
    joinTimeoutSeconds,
    ...(capacity && {
      search: capacity.search,
      thresholds: thresholds.map(({ metric, text }) => ({ metric, text })),
      guards,
    }),
  };
}

/** A custom matrix may have thousands of roles: its digest stands for them. */
function shortTopology(topology: ResolvedTopology): object {
  if (topology.type !== 'custom') return topology;
  const digest = createHash('sha256').update(JSON.stringify(topology.roles)).digest('hex').slice(0, 16);
  return { type: topology.type, name: topology.name, participants: topology.roles.length, digest };
}

/** A condition that differs: `platform.version`, what the baseline has, what the run has. */
export interface ConditionDifference {
  readonly path: string;
  readonly baseline: unknown;
  readonly current: unknown;
}

/** Conditions that differ, but for those that the scenario tolerates. */
export function differingConditions(
  baseline: BaselineConditions,
  current: BaselineConditions,
  across: readonly TolerableDifference[],
): { readonly unlike: ConditionDifference[]; readonly tolerated: ConditionDifference[] } {
  const all = differencesIn('', baseline, current);
  const isTolerated = ({ path }: ConditionDifference) =>
    across.some((name) => path === name || path.startsWith(`${name}.`));
  return { unlike: all.filter((of) => !isTolerated(of)), tolerated: all.filter(isTolerated) };
}

function differencesIn(path: string, baseline: unknown, current: unknown): ConditionDifference[] {
  if (isDeepStrictEqual(baseline, current)) return [];
  if (!isPlain(baseline) || !isPlain(current)) return [{ path, baseline, current }];
  const keys = [...new Set([...Object.keys(baseline), ...Object.keys(current)])];
  return keys.flatMap((key) => differencesIn(path === '' ? key : `${path}.${key}`, baseline[key], current[key]));
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
