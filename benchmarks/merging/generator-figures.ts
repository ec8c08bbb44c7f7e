import { timelineOf } from '../../src/analysis/index.js';
import { emptySpan } from '../../src/analysis/timelines.js';
import { ValueTable } from '../../src/generator/value-table.js';
import type { StepFigures, StreamFault } from '../../src/model/figures.js';
import type { MetricName, ParticipantKind } from '../../src/model/metrics.js';
import type { PlannedParticipant, PlannedStep } from '../../src/model/plan.js';
import { mostCells, packCells, type StreamCell } from '../../src/model/stream-cells.js';
import { seededRandom } from '../gate/random.js';

/** Hold and what is around it. */
const stepSeconds = 32;
const holdSeconds = 30;

/** The part of a step that one generator carries, and who of its participants is in it. */
export interface CarriedStep {
  readonly generator: number;
  readonly share: PlannedStep;
  readonly members: readonly PlannedParticipant[];
  readonly began: number;
}

type Range = readonly [least: number, most: number];

/** What the receiver of a stream measures, and in which range. */
const ofVideo: Partial<Record<MetricName, Range>> = {
  'video.framesPerSecond': [27, 30],
  'video.bitrate': [480, 560],
  'video.residualLoss': [0, 0.004],
  'video.networkLoss': [0, 0.01],
  'video.jitter': [2, 12],
  'video.freezeRatio': [0, 0],
  'video.frameHeight': [360, 360],
  'video.pliRate': [0, 0.1],
  'video.nackRate': [0, 2],
  'video.endToEndLatency': [30, 120],
  'video.framesLost': [0, 0.002],
  'video.identity': [0, 0],
};
const ofAudio: Partial<Record<MetricName, Range>> = {
  'audio.bitrate': [30, 36],
  'audio.residualLoss': [0, 0.004],
  'audio.jitter': [2, 9],
  'audio.mos': [4.2, 4.4],
};
const ofParticipant: Partial<Record<MetricName, Range>> = {
  hopRoundTripTime: [1, 9],
  sendBitrate: [520, 600],
  qualityLimitedByBandwidth: [0, 0.1],
  reconnections: [0, 0],
};
const ofJoin: Partial<Record<MetricName, Range>> = {
  joinTime: [80, 400],
  startLateness: [0, 5],
  publishTime: [90, 500],
  timeToFirstFrame: [150, 700],
};

/** What a generator hands in of a step: the same in every run, another one for each generator and step. */
export function generatorFigures({ generator, share, members, began }: CarriedStep): StepFigures {
  const random = seededRandom(generator * 1000 + share.index);
  const table = new ValueTable();
  const add = (kind: ParticipantKind, metrics: Partial<Record<MetricName, Range>>) => {
    for (const [metric, [least, most]] of Object.entries(metrics))
      table.add(kind, metric as MetricName, least + (most - least) * random());
  };
  const cells: StreamCell[] = [];
  for (const { session, role, kind } of members) {
    add(kind, ofParticipant);
    if (share.index === 1) add(kind, ofJoin);
    for (const from of role.receivesFrom)
      for (const of of ['audio', 'video'] as const) {
        add(kind, of === 'video' ? ofVideo : ofAudio);
        cells.push({ session, from, to: role.index, kind: of, receiver: kind, quality: random() });
      }
  }
  const holdStartedAt = began + (share.index - 1) * stepSeconds * 1000;
  // Some streams of some generators are missing now and then.
  const missing = (generator + share.index) % 16 === 0 ? faultsOf(cells, holdStartedAt) : [];
  const spans = Array.from({ length: stepSeconds }, (_, second) => ({
    ...emptySpan(Math.floor(holdStartedAt / 1000) + second, members.length),
    streamSeconds: cells.length,
    videoSeconds: cells.length / 2,
    frames: cells.length * 15,
    slowest: 26 + 3 * random(),
    packets: cells.length * 40,
    lost: cells.length * random(),
    kilobytes: cells.length * 35,
  }));
  const timeline = timelineOf(spans);
  return {
    generator,
    step: share.index,
    sessions: share.sessions,
    participants: share.participants,
    mediaConnections: share.mediaConnections,
    expectedStreams: cells.length,
    flowingStreams: cells.length - missing.length,
    values: table.values,
    missing,
    missingCount: missing.length,
    bad: [],
    badCount: 0,
    joinFailures: [],
    joinFailureCount: 0,
    offeredLoad: 1,
    health: {
      eventLoopDelayP99Ms: 11 + random(),
      sendLatenessP99Ms: 4 + random(),
      canaryLatenessP99Ms: 2 + random(),
      canaryLoss: 0,
      socketDrops: 0,
      runQueueWait: 0.02 * random(),
      throttled: 0,
      cpuIdle: 0.4 + 0.1 * random(),
      memoryMb: 200 + random(),
    },
    ...(cells.length <= mostCells && { streams: packCells(cells) }),
    ...(timeline && { timeline }),
    clock: { offsetMs: random(), uncertaintyMs: 0.3 },
    startedAt: holdStartedAt - 2_000 + random(),
    holdStartedAt,
    holdSeconds,
  };
}

function faultsOf(cells: readonly StreamCell[], holdStartedAt: number): StreamFault[] {
  return cells.slice(0, 2).map(({ session, from, to, kind, receiver }) => ({
    session,
    sessionName: `load-9f3c2a-${session}`,
    from,
    to,
    kind,
    receiver,
    fault: 'missing',
    since: holdStartedAt,
    detail: 'no media for 30 s',
    evidence: {
      seconds: Array.from({ length: holdSeconds }, (_, i) => ({ at: holdStartedAt + i * 1000, bitrateKbps: 0 })),
      events: [{ at: holdStartedAt, what: 'reconnecting' }],
      connections: ['receiving from 3: connected, ICE connected'],
    },
  }));
}
