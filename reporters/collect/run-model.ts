import type { ChartStep } from '../../src/charts/chart-step.js';
import type { Comparison } from '../../src/model/comparison.js';
import type { MachineInfo, ScenarioRecord } from '../../src/model/evidence.js';
import type { ParticipantKind } from '../../src/model/metrics.js';
import type { ResolvedScenario } from '../../src/model/scenario.js';
import type { GeneratorRange } from '../../src/model/shard.js';
import type { Sizing } from '../../src/model/sizing.js';
import type { Timeline } from '../../src/model/timeline.js';
import type { EpochMs } from '../../src/model/units.js';
import type { Capacity, Verdict } from '../../src/model/verdict.js';

/** What stands in the page only, because it is large. */
export interface StepDrawings {
  /** Packed cells of the subscription matrix; absent if evidence has none. */
  readonly streams?: string;
  readonly timeline?: Timeline;
  /** Metrics that participants of one kind alone measured; the others' values stand by kind as well. */
  readonly only?: Readonly<Record<string, ParticipantKind>>;
}

/** A judged step of a scenario, as every renderer shows it. */
export interface StepModel extends ChartStep, StepDrawings {
  readonly holdStartedAt: EpochMs;
  readonly holdSeconds: number;
}

/** A line of a spec. */
export interface SpecLocation {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
}

export interface ScenarioModel {
  /** Key of the scenario within the run: project, file, titles, repeat index. */
  readonly key: string;
  readonly title: string;
  /** Where the spec declares it; absent where only evidence tells of it. */
  readonly location?: SpecLocation;
  /** The topology in words: `N:N, 7 participants`; empty when no generator started. */
  readonly topology: string;
  readonly verdict: Verdict;
  /** One sentence each, worst first. */
  readonly reasons: readonly string[];
  /** Null when no generator of the scenario started. */
  readonly resolved: ResolvedScenario | null;
  readonly capacity: Capacity | null;
  /** Null if none was asked for or nothing passed. */
  readonly sizing: Sizing | null;
  readonly steps: readonly StepModel[];
  /** Against the scenario's baseline; null if it has none. */
  readonly comparison: Comparison | null;
}

export type PlatformInfo = ScenarioRecord['platform'];

/** A report that one shard makes by itself: what was gathered is of all generators, the rest of its own. */
export interface PartialRun {
  readonly shard: number;
  /** Its own generators, the same in every scenario. */
  readonly generators: GeneratorRange;
}

export interface RunInfo {
  readonly id: string;
  /** Null when no generator of the run started. */
  readonly startedAt: EpochMs | null;
  readonly durationSeconds: number;
  readonly generators: number;
  readonly shards: number;
  /** Null where the evidence of all shards is here. */
  readonly partial: PartialRun | null;
  /** Machines of the generators, each kind once, in generator order. */
  readonly machines: readonly MachineInfo[];
  readonly platform: PlatformInfo | null;
  /** Of playwright-openvidu; null when no generator of the run started. */
  readonly packageVersion: string | null;
  /** Options of the embedded server; null if the run started none. */
  readonly embeddedServer: NonNullable<ScenarioRecord['embeddedServer']> | null;
}

/** What a run came to: the one thing that every renderer reads. */
export interface RunModel {
  readonly run: RunInfo;
  /** `failed` if a scenario failed, else `inconclusive` if one was inconclusive, else `passed`. */
  readonly verdict: Verdict;
  readonly scenarios: readonly ScenarioModel[];
  /** What went wrong outside any scenario; one sentence each. */
  readonly problems: readonly string[];
  /** Whether the run was told that an inconclusive scenario shall not fail it. */
  readonly tolerant: boolean;
}
