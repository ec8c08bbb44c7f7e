export { sessionName } from '../model/session-name.js';
export type { BaselineInput, BaselineOptions, PrimaryMetricText } from './baseline-input.js';
export { participantKey } from './browsers.js';
export { type Duration, durationMs } from './duration.js';
export { type Attendances, type StreamTo, streamsOf } from './expected-streams.js';
export type { ImpairmentInput, NetworkInput } from './impairment-input.js';
export {
  type ArrivalRate,
  type ArrivalsOptions,
  arrivals,
  type ConstantOptions,
  constant,
  type Levels,
  type LoadInput,
  type LoadOptions,
  type RampLevels,
  type RampOptions,
  ramp,
  type SoakOptions,
  type SpikeLevels,
  type SpikeOptions,
  type Stage,
  type StagesOptions,
  type StaircaseOptions,
  soak,
  spike,
  stages,
  staircase,
} from './load-shapes.js';
export { impairmentsInForce, type NetworkPlan, networkPlans } from './network-plan.js';
export { plan } from './plan.js';
export { Population } from './population.js';
export { resolveCapacity } from './resolve-capacity.js';
export { resolveNetwork } from './resolve-network.js';
export { resolveScenario } from './resolve-scenario.js';
export { resolveThresholds } from './resolve-thresholds.js';
export { readResolvedScenario } from './resolved-schema.js';
export type {
  BrowsersInput,
  CapacityInput,
  CommonInput,
  GuardsInput,
  MediaInput,
  ParticipantMixInput,
  ScenarioInput,
  SignalsInput,
  SizingInput,
  SpeakersInput,
} from './scenario-input.js';
export { dealing, share, shareOfStep } from './share.js';
export { signalSchedule } from './signals.js';
export { microphones, speakersIn } from './speakers.js';
export { beginsBefore, isThroughout, leastJudgedMs, type Stay, settleAfterJoinMs } from './stays.js';
export { holdSecondsOf, settleSecondsBefore } from './step-times.js';
export { joinsIn, searchRampSeconds, stepTo } from './step-to.js';
export {
  type ThresholdKey,
  type Thresholds,
  type ThresholdText,
  thresholds,
  type WindowedThreshold,
} from './thresholds.js';
export { rampSeconds, testTimeoutMs, timeLimitSeconds } from './time-limit.js';
export {
  customTopology,
  growing,
  type MixPart,
  mix,
  nToM,
  nToN,
  type PublishesInput,
  type RoleInput,
  type SessionTopologyInput,
  type TopologyInput,
  teaching,
} from './topologies.js';
export { transition } from './transition.js';
export { type HoldSpan, judgedSpans, spansInWindow, timedImpairments, windowText } from './windows.js';
