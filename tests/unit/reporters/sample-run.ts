import { collectRun } from '../../../reporters/collect/collect-run.js';
import type { ExpectedScenario } from '../../../reporters/collect/collect-scenario.js';
import type { RunModel } from '../../../reporters/collect/run-model.js';
import { holdsOfJudged, judgeStep } from '../../../src/analysis/index.js';
import type { JudgedHold } from '../../../src/analysis/search/level-verdict.js';
import { nextMove } from '../../../src/analysis/search/next-move.js';
import type { Comparison } from '../../../src/model/comparison.js';
import {
  digestOf,
  type EvidenceRecord,
  evidenceSchemaVersion,
  packFigures,
  type StepRecord,
} from '../../../src/model/evidence.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import type { JudgedStep, StepVerdict } from '../../../src/model/verdict.js';
import { sampleFigures } from './sample-figures.js';

/** How a sample run goes. */
export interface SampleRun {
  readonly title?: string;
  readonly generators?: number;
  /** Steps of the plan; step s holds s rooms of 7. */
  readonly steps?: number;
  /** Rooms of each step, where they are not its number. */
  readonly levels?: readonly number[];
  /** Default rooms of 7. */
  readonly topology?: ResolvedScenario['topology'];
  /** First step whose quality breaks; absent: none does. */
  readonly breaksAt?: number;
  /** Looks for a capacity, by the rule of its search. */
  readonly capacity?: ResolvedScenario['capacity'];
  /** Generator whose machine is too busy from the given step on. */
  readonly busy?: { readonly generator: number; readonly fromStep: number };
  /** Streams of the last step that did not flow. */
  readonly missing?: number;
  readonly faults?: readonly string[];
  /** What the scenario came to against its baseline. */
  readonly comparison?: Comparison;
}

/** 22 November 2025, 03:14:05 UTC. */
export const sampleStart = Date.UTC(2025, 10, 22, 3, 14, 5);
const stepSeconds = 50;

export function sampleScenario(run: SampleRun = {}): ResolvedScenario {
  const levels = run.levels ?? Array.from({ length: run.steps ?? 5 }, (_, i) => i + 1);
  return {
    title: run.title ?? 'rooms of 7',
    topology: run.topology ?? { type: 'n-to-n', size: 7 },
    load: {
      type: 'staircase',
      unit: 'sessions',
      levels,
      holdSeconds: 30,
      joinsPerSecond: 4,
      settleSeconds: 10,
      settleLimitSeconds: 60,
    },
    participants: { browser: 1 },
    media: { video: '540x360', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'remb' },
    thresholds: [
      { metric: 'joinTime', aggregate: 'p95', operator: '<', bound: 3000, text: 'p95 < 3000' },
      { metric: 'video.framesPerSecond', aggregate: 'p5', operator: '>=', bound: 24, text: 'p5 >= 24' },
      { metric: 'video.residualLoss', aggregate: 'p95', operator: '<', bound: 0.02, text: 'p95 < 0.02' },
    ],
    guards: { missingStreams: 0, joinFailures: 0, badStreams: 0 },
    ...(run.capacity ? { capacity: run.capacity } : {}),
    seed: 20251122,
    joinTimeoutSeconds: 20,
  };
}

/** The (step, attempt) pairs that a run of this kind holds, in order. */
function heldSteps(run: SampleRun): { step: number; attempt: number }[] {
  const levels = run.levels?.length ?? run.steps ?? 5;
  if (!run.capacity) return Array.from({ length: levels }, (_, i) => ({ step: i + 1, attempt: 1 }));
  const held: { step: number; attempt: number }[] = [];
  const holds: JudgedHold[] = [];
  for (;;) {
    const move = nextMove(holds, levels, run.capacity.search);
    if (move.end) return held;
    const { level, attempt } = move;
    held.push({ step: level, attempt });
    const figures = sampleFigures(run, level, attempt, sampleStart);
    const judgement = judgeStep(figures, sampleScenario(run), judgeContext(run));
    holds.push(...holdsOfJudged([{ figures, judgement }]));
  }
}

const judgeContext = ({ generators = 2 }: SampleRun) => ({ generators, sharedWithServer: true });

/**
 * Everything that the generators of one scenario attach, in the order in which a runner would report it. Each writes the figures, as
 * where every generator is a shard.
 */
export function sampleEvidence(run: SampleRun = {}): EvidenceRecord[] {
  const generators = run.generators ?? 2;
  const held = heldSteps(run);
  return Array.from({ length: generators }, (_, i) => i + 1).flatMap((generator) => recordsOf(run, generator, held));
}

function recordsOf(
  run: SampleRun,
  generator: number,
  held: readonly { step: number; attempt: number }[],
): EvidenceRecord[] {
  const resolved = sampleScenario(run);
  const envelope = {
    schemaVersion: evidenceSchemaVersion,
    scenarioKey: sampleKey(resolved.title),
    generator,
    generators: run.generators ?? 2,
  } as const;
  return [
    {
      ...envelope,
      type: 'scenario',
      runId: '9f3c2a',
      startedAt: sampleStart + generator * 12,
      resolved,
      platform: {
        edition: 'openvidu2',
        version: '2.32.1',
        url: 'https://127.0.0.1:4443/',
        embedded: true,
        faults: [...(run.faults ?? [])],
      },
      machine: {
        cpus: 2,
        cpuModel: 'AMD EPYC 7B13',
        memoryMb: 7945,
        platform: 'linux x64 6.1',
        node: 'v20.20.2',
        sharedWithServer: true,
      },
      shard: { current: 1, total: 1 },
    },
    ...held.map(({ step, attempt }, i): EvidenceRecord => {
      const holdStartedAt = sampleStart + (i * stepSeconds + 20) * 1000;
      const figures = sampleFigures(run, step, attempt, holdStartedAt);
      const gathered = packFigures(figures);
      return {
        ...envelope,
        type: 'step',
        hold: i + 1,
        attempt,
        digest: digestOf(gathered),
        gathered,
        judgement: recordable(judgeStep(figures, resolved, judgeContext(run))),
      };
    }),
    ...(run.comparison ? [{ ...envelope, type: 'comparison' as const, comparison: run.comparison }] : []),
    {
      ...envelope,
      type: 'end',
      endedAt: sampleStart + held.length * stepSeconds * 1000,
      outcome: run.capacity && run.breaksAt ? 'stopped' : 'completed',
    },
  ];
}

/** The declared scenario of a sample run, as planning would hand it on. */
export const sampleExpectation = (run: SampleRun = {}): ExpectedScenario => ({
  key: sampleKey(sampleScenario(run).title),
  title: sampleScenario(run).title,
  generators: run.generators ?? 2,
});

/** The model of one run of several scenarios. */
export function sampleModel(...runs: readonly SampleRun[]): RunModel {
  return collectRun(runs.flatMap(sampleEvidence), { expected: runs.map(sampleExpectation), problems: [] });
}

/** A judgement as evidence carries it. */
const recordable = ({ verdict, reasons, breaches }: StepVerdict): StepRecord['judgement'] =>
  ({ verdict, reasons: [...reasons], breaches: [...breaches] }) as StepRecord['judgement'];

export const sampleKey = (title: string): string => `chromium › specs/rooms.spec.ts › ${title}`;

/** The judged steps of a sample run, as its generators have them. */
export const sampleJudged = (run: SampleRun): JudgedStep[] =>
  heldSteps(run).map(({ step, attempt }) => {
    const figures = sampleFigures(run, step, attempt, sampleStart);
    return { figures, attempt, judgement: judgeStep(figures, sampleScenario(run), judgeContext(run)) };
  });
