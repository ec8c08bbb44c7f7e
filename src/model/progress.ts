import type { HealthFigures } from './figures.js';
import type { MetricName } from './metrics.js';
import type { ResolvedThreshold } from './scenario.js';
import type { CurveStep, Verdict } from './verdict.js';

/** One live progress message of one generator, about once a second. */
export interface Progress {
  /** Key of the scenario: two of a run may have one title. */
  readonly key: string;
  /** Its title. */
  readonly scenario: string;
  readonly generator: number;
  readonly generators: number;
  readonly step: number;
  readonly steps: number;
  /** How often this level has been held, with this time. Default 1. */
  readonly attempt?: number;
  /** Of a scenario whose steps run several times. */
  readonly run?: { readonly number: number; readonly of: number };
  readonly phase: 'joining' | 'settling' | 'holding' | 'gathering' | 'leaving';
  /** Since the phase began; `of`: its length, where that is fixed. */
  readonly phaseTime?: { readonly seconds: number; readonly of?: number };
  /** Until the scenario's last step has ended; a search may end sooner. */
  readonly left?: { readonly seconds: number; readonly atMost: boolean };
  /** Between which loads a search looks: the highest that holds so far, and the lowest that does not. */
  readonly search?: {
    readonly unit: 'sessions' | 'participants' | 'joins per second';
    readonly held?: number;
    readonly broken?: number;
  };
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
  /** Mean over the inbound video streams in the last second; absent before media flows. */
  readonly framesPerSecond?: number;
  readonly loss?: number;
  readonly flowingStreams: number;
  readonly expectedStreams: number;
  /** Of the holds that have ended, in their order. */
  readonly verdicts?: readonly { readonly step: number; readonly attempt: number; readonly verdict: Verdict }[];
  /** Over the streams that this generator receives, in the last second. */
  readonly quality: LiveQuality;
  /** Of this generator, since its step's ramp or hold began. */
  readonly health: LiveHealth;
  /** What the scenario's steps are judged by. */
  readonly thresholds: readonly ResolvedThreshold[];
  /** The hold that has just been judged; told once. */
  readonly held?: HeldStep;
}

/** Metrics of which streams tell each second. */
export type LiveMetric = Extract<
  MetricName,
  'video.framesPerSecond' | 'video.residualLoss' | 'video.jitter' | 'audio.residualLoss' | 'audio.jitter'
>;

export interface Quantiles {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** Absent = not measured. */
export type LiveQuality = Readonly<Partial<Record<LiveMetric, Quantiles>>>;

/** What can be told of a generator before its hold has ended. Absent = not measured. */
export type LiveHealth = Pick<
  HealthFigures,
  'eventLoopDelayP99Ms' | 'runQueueWait' | 'throttled' | 'cpuIdle' | 'memoryMb'
>;

/** A judged hold, as a point of the curve that grows while the run goes on. */
export interface HeldStep
  extends Pick<
    CurveStep,
    | 'index'
    | 'attempt'
    | 'repetition'
    | 'verdict'
    | 'sessions'
    | 'participants'
    | 'mediaConnections'
    | 'joinsPerSecond'
    | 'expectedStreams'
    | 'flowingStreams'
    | 'offeredLoad'
    | 'metrics'
    | 'windows'
    | 'startSkewMs'
    | 'platform'
  > {
  readonly missingCount: number;
  readonly badCount: number;
  readonly joinFailureCount: number;
  readonly holdSeconds: number;
}
