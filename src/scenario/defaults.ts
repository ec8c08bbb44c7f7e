import type {
  ClipName,
  GuardMetric,
  ResolvedMedia,
  ResolvedSizing,
  ResolvedSpeakers,
  SearchMethod,
  VideoCodec,
} from '../model/scenario.js';
import type { PrimaryMetricText } from './baseline-input.js';

/** Everything that a scenario may leave out. */
export interface ScenarioDefaults {
  readonly holdSeconds: number;
  readonly joinsPerSecond: number;
  readonly settleSeconds: number;
  readonly settleLimitSeconds: number;
  readonly browser: number | 'all';
  readonly video: ClipName;
  readonly videoCodec: VideoCodec;
  readonly framesPerSecond: number;
  readonly adapt: ResolvedMedia['adapt'];
  readonly guards: Readonly<Record<GuardMetric, number>>;
  readonly seed: number;
  readonly joinTimeoutSeconds: number;
  readonly turnSeconds: number;
  readonly othersThanSpeakers: ResolvedSpeakers['others'];
  readonly signalBytes: number;
  readonly recoverySeconds: number;
  /** What is compared with a baseline. */
  readonly baselineMetrics: readonly PrimaryMetricText[];
  /** Runs within one test of a scenario that has a baseline. */
  readonly repeat: number;
  /** Least loss of capacity that matters, as a share. */
  readonly capacityMargin: number;
  readonly search: SearchMethod;
  readonly sizing: ResolvedSizing;
}

/** The one place where defaults of scenarios are written. */
export const scenarioDefaults: ScenarioDefaults = {
  holdSeconds: 30,
  joinsPerSecond: 10,
  settleSeconds: 10,
  settleLimitSeconds: 60,
  browser: 0,
  video: '540x360',
  videoCodec: 'vp8',
  framesPerSecond: 30,
  adapt: 'remb',
  guards: { missingStreams: 0, joinFailures: 0, badStreams: 0 },
  seed: 1,
  joinTimeoutSeconds: 30,
  turnSeconds: 5,
  othersThanSpeakers: 'silence',
  signalBytes: 100,
  recoverySeconds: 3,
  baselineMetrics: ['joinTime', 'video.framesPerSecond', 'video.residualLoss'],
  repeat: 3,
  capacityMargin: 0.1,
  search: 'bisection',
  sizing: { sessions: [10, 100, 1000], headroom: 0.7 },
};
