import type { ResolvedLoadShape, ResolvedScenario, ResolvedTopology } from '../model/scenario.js';
import { show } from '../model/show.js';
import { readBaseline } from './baseline-schema.js';
import {
  guardsOf,
  guardsSchema,
  joinTimeoutSchema,
  mediaOf,
  mediaSchema,
  mixOf,
  mixSchema,
  seedSchema,
  titleSchema,
} from './common-schema.js';
import {
  checkArrivals,
  checkCodec,
  checkLoad,
  checkMix,
  checkSignals,
  checkSpeakers,
  levelSize,
} from './cross-checks.js';
import type { ScenarioDefaults } from './defaults.js';
import { checkConcerned, checkImpairments } from './impairment-checks.js';
import { readImpairments } from './impairment-schema.js';
import type { Mistakes } from './mistakes.js';
import { nearestFirst } from './nearest.js';
import { plan } from './plan.js';
import { highestLevel } from './step-times.js';
import { readThresholds } from './threshold-schema.js';
import { checkWindows } from './window-checks.js';

/** Options of every scenario, whatever raises its load. */
const commonKeys = [
  'topology',
  'participants',
  'media',
  'impairments',
  'thresholds',
  'guards',
  'baseline',
  'seed',
  'joinTimeout',
];

/** Unchecked input: specs may be plain JavaScript. */
export type RawInput = Readonly<Record<string, unknown>>;

/** The input as an object without unknown options. */
export function readInput(input: unknown, ownKeys: readonly string[], mistakes: Mistakes): RawInput {
  const keys = [...commonKeys.slice(0, 1), ...ownKeys, ...commonKeys.slice(1)];
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    mistakes.add('', `expected an object with ${keys.join(', ')}, given ${show(input)}`);
    return {};
  }
  for (const key of Object.keys(input).filter((given) => !keys.includes(given)))
    mistakes.add('', `unknown option ${show(key)}; known are ${nearestFirst(key, keys).join(', ')}`);
  return input as RawInput;
}

/** The load of a scenario, and where in the input it stands. */
export interface LoadAt {
  readonly load: ResolvedLoadShape | undefined;
  readonly path: string;
}

/**
 * Resolves what load tests and capacity tests share, and checks it against the load.
 * @throws LoadError `INVALID_SCENARIO` with every mistake that was collected
 */
export function resolveCommon(
  title: unknown,
  input: RawInput,
  topology: ResolvedTopology | undefined,
  { load, path }: LoadAt,
  defaults: ScenarioDefaults,
  mistakes: Mistakes,
): Omit<ResolvedScenario, 'capacity'> {
  mistakes.read(titleSchema, title, 'title');
  const optional = <T>(read: () => T | undefined, value: unknown) => (value === undefined ? undefined : read());
  const mix = optional(() => mistakes.read(mixSchema, input.participants, 'participants'), input.participants);
  const media = optional(() => mistakes.read(mediaSchema, input.media, 'media'), input.media);
  const guards = optional(() => mistakes.read(guardsSchema, input.guards, 'guards'), input.guards);
  const seed = mistakes.read(seedSchema, input.seed, 'seed');
  const joinTimeout = mistakes.read(joinTimeoutSchema, input.joinTimeout, 'joinTimeout');
  const impairments = readImpairments(input.impairments, defaults.recoverySeconds, mistakes);
  const thresholds = readThresholds(input.thresholds, mistakes);
  const baseline = readBaseline(input.baseline, defaults, mistakes);
  const participants = mixOf(mix, defaults);
  const { browser } = participants;
  checkCodec(mediaOf(media, defaults).videoCodec, browser, mistakes);
  checkSpeakers(participants, mistakes);
  checkSignals(participants, mistakes);
  if (topology && load) {
    const fits = checkLoad(topology, load, path, seed ?? defaults.seed, mistakes);
    if (fits)
      checkMix(
        levelSize(topology, load.unit, highestLevel(load), seed ?? defaults.seed).participants,
        browser,
        thresholds,
        mistakes,
      );
    if (fits) checkImpairments(impairments, topology, load, mistakes);
  }
  if (load) checkWindows(thresholds, { load, impairments }, mistakes);
  if (load?.arrivals && topology && mistakes.none)
    checkArrivals(plan({ topology, load, participants, seed: seed ?? defaults.seed }), path, mistakes);
  // Who is concerned follows from the plan, which only a sound scenario has.
  if (impairments.length > 0 && mistakes.none)
    checkConcerned(
      impairments,
      plan({ topology: topology!, load: load!, participants, seed: seed ?? defaults.seed }),
      seed ?? defaults.seed,
      mistakes,
    );
  mistakes.throwIfAny(`The scenario ${show(typeof title === 'string' ? title : String(title))}`);
  return {
    title: title as string,
    topology: topology!,
    load: load!,
    participants,
    media: mediaOf(media, defaults),
    ...(impairments.length > 0 && { impairments }),
    thresholds,
    guards: guardsOf(guards, defaults),
    ...(baseline && { baseline }),
    seed: seed ?? defaults.seed,
    joinTimeoutSeconds: joinTimeout ?? defaults.joinTimeoutSeconds,
  };
}
