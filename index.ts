export type { Declaration, Declare, Tagged } from './fixtures/load-test.js';
export { capacityTest, loadTest } from './fixtures/load-test.js';
export { expect, type Over, type Within } from './fixtures/matchers/index.js';
export type { Participant } from './fixtures/participant.js';
export type { JoinFixture, JoinInput, OpenViduFixture } from './fixtures/participant-fixtures.js';
export { type OpenViduFixtures, test } from './fixtures/test.js';
export type { AppParticipant, BrowserApp } from './src/model/browser-app.js';
export { LoadError, type LoadErrorCode } from './src/model/errors.js';
export { type ImpairmentProfile, impairmentProfiles } from './src/model/impairment.js';
export { type MetricDefinition, type MetricName, metrics } from './src/model/metrics.js';
export { type ClipName, clipNames } from './src/model/scenario.js';
export type { Capacity, CurveStep, ScenarioVerdict, Verdict } from './src/model/verdict.js';
export type {
  ArrivalRate,
  ArrivalsOptions,
  BaselineInput,
  BaselineOptions,
  BrowsersInput,
  CapacityInput,
  CommonInput,
  ConstantOptions,
  Duration,
  GuardsInput,
  ImpairmentInput,
  Levels,
  LoadInput,
  LoadOptions,
  MediaInput,
  MixPart,
  NetworkInput,
  ParticipantMixInput,
  PrimaryMetricText,
  PublishesInput,
  RampLevels,
  RampOptions,
  RoleInput,
  ScenarioInput,
  SessionTopologyInput,
  SignalsInput,
  SizingInput,
  SoakOptions,
  SpeakersInput,
  SpikeLevels,
  SpikeOptions,
  Stage,
  StagesOptions,
  StaircaseOptions,
  ThresholdKey,
  Thresholds,
  ThresholdText,
  TopologyInput,
  WindowedThreshold,
} from './src/scenario/index.js';
export {
  arrivals,
  constant,
  customTopology,
  growing,
  mix,
  nToM,
  nToN,
  ramp,
  soak,
  spike,
  stages,
  staircase,
  teaching,
  thresholds,
} from './src/scenario/index.js';
