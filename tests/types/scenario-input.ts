/**
 * Checked by the compiler only: what the types of the public input accept and reject. An `@ts-expect-error` without an error is an error.
 */
import {
  type CapacityInput,
  constant,
  customTopology,
  type Duration,
  growing,
  nToM,
  nToN,
  type ScenarioInput,
  staircase,
  teaching,
  thresholds,
} from '../../src/scenario/index.js';

const good = thresholds({
  joinTime: ['p95 < 3000', 'max <= 10000'],
  'video.framesPerSecond': ['p5 >= 24'],
  'video.framesPerSecond@browser': ['p5 >= 20.5'],
  'video.residualLoss': ['p95 < 0.02', 'avg < 1e-2'],
  'audio.concealmentRatio@browser': ['p95 < 0.1'],
  missingStreams: ['max == 0'],
  'generator.eventLoopDelay': ['max < 50'],
});
export const shared: ScenarioInput['thresholds'] = good;

export const rejectedThresholds = [
  // @ts-expect-error an unknown operator
  thresholds({ joinTime: ['p95 << 3'] }),
  // @ts-expect-error an unknown aggregate
  thresholds({ joinTime: ['p90 < 3'] }),
  // @ts-expect-error no number
  thresholds({ joinTime: ['p95 < 3s'] }),
  // @ts-expect-error no spaces
  thresholds({ joinTime: ['p95<3'] }),
  // @ts-expect-error no list
  thresholds({ joinTime: 'p95 < 3' }),
  // @ts-expect-error an unknown metric
  thresholds({ 'video.fps': ['p5 >= 24'] }),
  // @ts-expect-error an unknown metric beside a known one
  thresholds({ joinTime: ['p95 < 3'], jointime: ['p95 < 3'] }),
  // @ts-expect-error figures of the platform decide nothing
  thresholds({ 'platform.cpu': ['max < 1'] }),
  // @ts-expect-error an unknown kind of participant
  thresholds({ 'joinTime@robot': ['p95 < 3'] }),
  // @ts-expect-error native participants do not measure it
  thresholds({ 'audio.concealmentRatio@native': ['p95 < 0.1'] }),
  // @ts-expect-error counts of a step have no kind
  thresholds({ 'missingStreams@native': ['max == 0'] }),
];

export const durations: Duration[] = ['500ms', '30s', '2m', '1.5s', 30];
export const rejectedDurations: Duration[] = [
  // @ts-expect-error hours are no unit
  '1h',
  // @ts-expect-error a number in text has no unit
  '30',
];

export const scenarios: ScenarioInput[] = [
  { topology: nToN(7), load: constant({ sessions: 3 }) },
  { topology: nToM(1, 30), load: staircase({ sessions: { from: 1, to: 6 }, hold: '30s' }), thresholds: good },
  { topology: nToM({ publishers: 1, subscribers: 30 }), load: constant({ sessions: 1, joinsPerSecond: 2 }) },
  { topology: growing.nToN(), load: staircase({ participants: { from: 2, to: 20, step: 2 } }) },
  { topology: growing.nToM({ publishers: 2 }), load: constant({ participants: 9, settle: '5s', settleLimit: 30 }) },
  {
    topology: teaching({ teachers: 1, students: 20 }),
    load: constant({ sessions: 1 }),
    participants: { browser: { count: 1 }, native: 'rest' },
    media: { video: '720p', videoCodec: 'h264', framesPerSecond: 30, adapt: 'off' },
    guards: { badStreams: 'off', missingStreams: 2 },
    seed: 7,
    joinTimeout: '10s',
  },
  {
    topology: customTopology('panel', [
      { publishes: true },
      { publishes: { audio: true }, receivesFrom: [0] },
      { receivesFrom: 'all' },
    ]),
    load: constant({ sessions: 1 }),
    participants: { browser: 'all' },
  },
];

const load = constant({ sessions: 1 });
const topology = nToN(2);
export const rejectedScenarios: ScenarioInput[] = [
  // @ts-expect-error no load
  { topology },
  // @ts-expect-error an unknown topology
  { topology: { type: 'n-to-k' }, load },
  // @ts-expect-error an unknown clip
  { topology, load, media: { video: '540p' } },
  // @ts-expect-error an unknown codec
  { topology, load, media: { videoCodec: 'vp9' } },
  // @ts-expect-error natives are the rest
  { topology, load, participants: { native: 3 } },
  // @ts-expect-error an unknown guard
  { topology, load, guards: { frozen: 1 } },
  // @ts-expect-error an unknown option
  { topology, load, sede: 1 },
];

export const rejectedLoads = [
  // @ts-expect-error neither sessions nor participants
  constant({}),
  // @ts-expect-error both
  constant({ sessions: 1, participants: 2 }),
  // @ts-expect-error a staircase has levels
  staircase({ sessions: 3 }),
  // @ts-expect-error no last level
  staircase({ sessions: { from: 1 } }),
  // @ts-expect-error no subscribers
  nToM(2),
];

export const searches: CapacityInput[] = [
  { topology: nToN(7), upTo: { sessions: 30 }, thresholds: good, atLeast: { mediaConnections: 147 } },
  { topology: growing.nToN(), upTo: { participants: 50 }, from: 5, step: 5, hold: '1m' },
];

export const rejectedSearches: CapacityInput[] = [
  // @ts-expect-error no end
  { topology: nToN(7) },
  // @ts-expect-error an unknown unit
  { topology: nToN(7), upTo: { rooms: 3 } },
  // @ts-expect-error a search makes its own load
  { topology: nToN(7), upTo: { sessions: 3 }, load },
];
