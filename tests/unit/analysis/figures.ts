import { mergeFigures } from '../../../src/analysis/merge-figures.js';
import type { JoinFailure, MergedFigures, StepFigures, StreamFault } from '../../../src/model/figures.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import type { CurveStep, JudgedStep, StepVerdict } from '../../../src/model/verdict.js';
import { nToN, resolveScenario, type ScenarioInput, staircase } from '../../../src/scenario/index.js';

/** When all holds of these tests began. */
export const holdStartedAt = 1_700_000_000_000;

/** Figures of a generator that carries one room of 7 in which all is well. */
export function figures(changes: Partial<StepFigures> = {}): StepFigures {
  return {
    generator: 1,
    step: 1,
    sessions: 1,
    participants: 7,
    mediaConnections: 49,
    expectedStreams: 84,
    flowingStreams: 84,
    values: {
      joinTime: { native: [100, 110, 120, 130, 140, 150, 160] },
      'video.framesPerSecond': { native: new Array<number>(42).fill(30) },
    },
    missing: [],
    missingCount: 0,
    bad: [],
    badCount: 0,
    joinFailures: [],
    joinFailureCount: 0,
    offeredLoad: 1,
    health: { eventLoopDelayP99Ms: 12, sendLatenessP99Ms: 3, runQueueWait: 0.01, throttled: 0, cpuIdle: 0.6 },
    clock: { offsetMs: 0, uncertaintyMs: 0 },
    startedAt: holdStartedAt - 20_000,
    holdStartedAt,
    holdSeconds: 30,
    ...changes,
  };
}

/** Merged figures of one generator. */
export const merged = (changes: Partial<StepFigures> = {}): MergedFigures => mergeFigures([figures(changes)]);

/** The stream from participant 4 to participant 2 of the first session, missing for 12 s into the hold. */
export const missingStream = (changes: Partial<StreamFault> = {}): StreamFault => ({
  session: 0,
  sessionName: 'load-r1-ab-0',
  from: 4,
  to: 2,
  kind: 'audio',
  receiver: 'native',
  fault: 'missing',
  since: holdStartedAt + 12_000,
  detail: 'no packet ever',
  ...changes,
});

/** Participant 3 of the first session, refused by the platform. */
export const joinFailure = (changes: Partial<JoinFailure> = {}): JoinFailure => ({
  session: 0,
  sessionName: 'load-r1-ab-0',
  participant: 3,
  kind: 'native',
  cause: 'platform',
  reason: 'the platform answered 503',
  ...changes,
});

/** Rooms of 7, one to six of them. */
export const scenario = (changes: Partial<ScenarioInput> = {}): ResolvedScenario =>
  resolveScenario('rooms of 7', {
    topology: nToN(7),
    load: staircase({ sessions: { from: 1, to: 6 } }),
    ...changes,
  });

const judgements: Record<StepVerdict['verdict'], StepVerdict> = {
  passed: { verdict: 'passed', reasons: [], breaches: [] },
  failed: {
    verdict: 'failed',
    reasons: ['too slow', 'too lossy'],
    breaches: [{ kind: 'threshold', metric: 'joinTime', threshold: 'p95 < 3000', value: 4000 }],
  },
  inconclusive: { verdict: 'inconclusive', reasons: ['generator 1 was not healthy'], breaches: [] },
};

/** A point of the curve of rooms of 7. */
export function step(index: number, verdict: StepVerdict['verdict'], changes: Partial<CurveStep> = {}): CurveStep {
  return {
    ...judgements[verdict],
    index,
    sessions: index,
    participants: 7 * index,
    mediaConnections: 49 * index,
    expectedStreams: 84 * index,
    flowingStreams: 84 * index,
    missing: [],
    bad: [],
    joinFailures: [],
    metrics: {},
    offeredLoad: 1,
    health: [],
    attempt: 1,
    ...changes,
  };
}

/** A judged step with the figures of one generator. */
export const judged = (
  index: number,
  verdict: StepVerdict['verdict'],
  changes: Partial<StepFigures> = {},
): JudgedStep => ({
  figures: merged({ step: index, ...changes }),
  attempt: 1,
  judgement: judgements[verdict],
});
