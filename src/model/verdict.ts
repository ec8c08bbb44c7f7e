import type { ClockOffset } from './clock-offset.js';
import type {
  GeneratorHealth,
  ImpairmentInForce,
  JoinFailure,
  MergedFigures,
  PlatformFigures,
  StreamFault,
} from './figures.js';
import type { Aggregate, ResolvedScenario } from './scenario.js';
import type { Sizing } from './sizing.js';
import type { Unit } from './units.js';

export type Verdict = 'passed' | 'failed' | 'inconclusive';

/** What decided against a step. */
export interface Breach {
  readonly kind: 'threshold' | 'guard';
  readonly metric: string;
  /** As the user wrote it, with its window: `p95 < 3000`, `p5 >= 20 after outage`. */
  readonly threshold: string;
  /** The aggregate that was found; absent when the metric had no sample. */
  readonly value?: number;
}

export interface StepVerdict {
  readonly verdict: Verdict;
  /** One sentence each, worst first. */
  readonly reasons: readonly string[];
  readonly breaches: readonly Breach[];
}

export type AggregateSet = Readonly<Record<Exclude<Aggregate, 'count'>, number>> & { readonly count: number };

/** Aggregates per metric, by its name, or by `metric@kind`. */
export type MeasuredMetrics = Readonly<Record<string, AggregateSet & { readonly unit: Unit }>>;

/** One point of the load curve. */
export interface CurveStep extends StepVerdict {
  readonly index: number;
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
  readonly expectedStreams: number;
  readonly flowingStreams: number;
  readonly missing: readonly StreamFault[];
  readonly bad: readonly StreamFault[];
  readonly joinFailures: readonly JoinFailure[];
  readonly metrics: MeasuredMetrics;
  /** The same for other parts of the hold, by their window: `during outage`. Absent: there are none. */
  readonly windows?: Readonly<Record<string, MeasuredMetrics>>;
  /** Absent: none. */
  readonly impairments?: readonly ImpairmentInForce[];
  readonly offeredLoad: number;
  /** Metrics that are right only to within so much, in their unit: two clocks told them. Absent: all are exact. */
  readonly uncertainties?: Readonly<Record<string, number>>;
  /** Between the first generator to begin the step and the last. Absent where one was alone. */
  readonly startSkewMs?: number;
  readonly health: readonly (GeneratorHealth & { readonly generator: number; readonly clock?: ClockOffset })[];
  readonly platform?: PlatformFigures;
  /** What went wrong on the generators' side and decides nothing, one sentence each. Absent: nothing. */
  readonly notes?: readonly string[];
  /** The rate at which its participants joined, where that is what is sought. */
  readonly joinsPerSecond?: number;
  /** Repetition of a level: 1 for the first time, more for confirmations. */
  readonly attempt: number;
  /** Run of the scenario that it belongs to, from 2; absent in the first. */
  readonly repetition?: number;
}

export interface Capacity {
  /** The peak join rate, where that is what is sought; the other figures are then of the participants that joined. */
  readonly joinsPerSecond?: number;
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
  /** The real capacity may be higher: the step above was not judged as failed. */
  readonly lowerBound: boolean;
  readonly lastPassedStep: number | null;
  readonly firstFailedStep: number | null;
  readonly limitedBy: {
    readonly kind: 'threshold' | 'guard' | 'refused' | 'upTo' | 'inconclusive' | 'collapse';
    readonly metric?: string;
    readonly threshold?: string;
    readonly value?: number;
  } | null;
}

export interface ScenarioVerdict {
  readonly title: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly resolved: ResolvedScenario;
  readonly capacity: Capacity | null;
  /** Null if none was asked for or nothing passed. */
  readonly sizing: Sizing | null;
  readonly steps: readonly CurveStep[];
}

/** A judged step together with the figures it was judged from. */
export interface JudgedStep {
  readonly figures: MergedFigures;
  readonly attempt: number;
  /** Run of the scenario that it belongs to, from 2; absent in the first. */
  readonly repetition?: number;
  readonly judgement: StepVerdict;
}
