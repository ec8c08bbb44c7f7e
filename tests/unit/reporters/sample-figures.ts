import type { GeneratorHealth, MergedFigures, StreamEvidence, StreamFault } from '../../../src/model/figures.js';
import type { MetricName, ParticipantKind } from '../../../src/model/metrics.js';
import { sampleDrawings } from './sample-drawings.js';
import type { SampleRun } from './sample-run.js';

const roomSize = 7;
const browserStreams = roomSize - 1;

/** What all generators gathered of one step: figures like those of a small server that saturates its core at `breaksAt` rooms. */
export function sampleFigures(run: SampleRun, step: number, attempt: number, holdStartedAt: number): MergedFigures {
  const random = seeded(step * 1000 + attempt);
  const rooms = run.levels?.[step - 1] ?? step;
  // Quality follows the load: where levels fall, it recovers.
  const breakingRooms = run.breaksAt === undefined ? undefined : (run.levels?.[run.breaksAt - 1] ?? run.breaksAt);
  const broken = breakingRooms !== undefined && step >= (run.breaksAt ?? step) && rooms >= breakingRooms;
  const depth = broken ? 1 + (step - (run.breaksAt ?? step)) * 0.8 : 0;
  const participants = rooms * roomSize;
  const videoStreams = participants * (roomSize - 1);
  const spread = (centre: number, width: number) => centre + (random() - 0.5) * 2 * width;
  const many = (count: number, value: () => number) => Array.from({ length: count }, value);
  const byKind = (total: number, browser: number, value: () => number) => ({
    browser: many(browser, value),
    native: many(total - browser, value),
  });
  const streams = (value: () => number) => byKind(videoStreams, browserStreams, value);
  const people = (value: () => number) => byKind(participants, 1, value);
  const values: Partial<Record<MetricName, Partial<Record<ParticipantKind, number[]>>>> = {
    joinTime: people(() => spread(180 + step * 25 + depth * 700, 60 + depth * 300)),
    timeToFirstFrame: streams(() => spread(320 + depth * 400, 90)),
    'video.framesPerSecond': streams(() => (broken ? spread(23.5 - depth * 3, 4) : spread(29.6, 0.5))),
    'video.bitrate': streams(() => spread(broken ? 410 : 520, 30)),
    'video.residualLoss': streams(() => (broken ? spread(0.035 * depth, 0.02) : spread(0.0004 * step, 0.0004))),
    'video.networkLoss': { native: many(videoStreams - browserStreams, () => spread(0.0005 + depth * 0.05, 0.0004)) },
    'video.jitter': streams(() => spread(3 + step * 1.5 + depth * 30, 1.5 + depth * 9)),
    'video.jitterBufferDelay': { browser: many(browserStreams, () => spread(38 + depth * 60, 8)) },
    'video.freezeRatio': streams(() => (broken ? spread(0.05, 0.03) : 0)),
    'audio.residualLoss': streams(() => (broken ? spread(0.03 * depth, 0.01) : spread(0.0003, 0.0003))),
    'audio.jitter': streams(() => spread(2.5 + depth * 20, 1)),
    hopRoundTripTime: people(() => spread(1.8 + step * 0.6 + depth * 45, 0.5 + depth * 12)),
    sendBitrate: people(() => spread(560, 20)),
    'video.endToEndLatency': streams(() => spread(38 + step * 2 + depth * 160, 12 + depth * 40)),
  };
  const lastStep = step === (run.breaksAt ?? run.steps ?? 5);
  const missing = lastStep ? faultsOf('missing', run.missing ?? 0, rooms, holdStartedAt) : [];
  const bad = broken ? faultsOf('low-frame-rate', 3, rooms, holdStartedAt) : [];
  const generators = Array.from({ length: run.generators ?? 2 }, (_, i) => i + 1);
  const health = generators.map((generator) => healthOf(run, generator, step, spread));
  return {
    step,
    sessions: rooms,
    participants,
    mediaConnections: rooms * roomSize * roomSize,
    expectedStreams: 2 * videoStreams,
    flowingStreams: 2 * videoStreams - missing.length,
    values,
    missing,
    missingCount: missing.length,
    bad,
    badCount: bad.length,
    joinFailures: [],
    joinFailureCount: 0,
    offeredLoad: Math.min(...health.map(({ offeredLoad }) => offeredLoad)),
    health,
    platform: {
      cpu: Math.min(1.01, 0.04 + step * 0.21 + random() * 0.02),
      memoryMb: 96 + step * 11,
      networkOutMbps: videoStreams * 0.56 * (broken ? 0.8 : 1),
    },
    ...sampleDrawings({ rooms, roomSize, faults: [...missing, ...bad], broken, holdStartedAt, random }),
    holdStartedAt,
    holdSeconds: 30,
    generators,
  };
}

function healthOf(
  run: SampleRun,
  generator: number,
  step: number,
  spread: (centre: number, width: number) => number,
): GeneratorHealth & { generator: number; offeredLoad: number } {
  const busy = run.busy !== undefined && run.busy.generator === generator && step >= run.busy.fromStep;
  return {
    generator,
    offeredLoad: busy ? 0.91 : 1,
    eventLoopDelayP99Ms: busy ? 143 : spread(11 + step, 1),
    sendLatenessP99Ms: busy ? 96 : spread(3 + step * 0.4, 0.5),
    canaryLatenessP99Ms: busy ? 61 : spread(2 + step * 0.3, 0.5),
    canaryLoss: 0,
    socketDrops: 0,
    runQueueWait: busy ? 0.31 : 0.01 * step,
    throttled: 0,
    cpuIdle: busy ? 0.02 : 0.9 - step * 0.12,
    memoryMb: 140 + step * 12,
    ...(generator === 1 ? { captureRate: 0.99, decodeShare: 0.998 } : {}),
  };
}

function faultsOf(fault: StreamFault['fault'], count: number, rooms: number, at: number): StreamFault[] {
  const details = {
    'wrong-publisher': 'shows participant 2 instead of participant 4',
    missing: 'no media for 27 s',
    frozen: 'frozen for 22 % of the hold',
    'low-frame-rate': '9.2 of 30 frames per second',
  };
  return Array.from({ length: count }, (_, i) => ({
    session: rooms - 1,
    sessionName: `load-9f3c2a-${rooms}`,
    from: (i * 2) % roomSize,
    to: (i * 2 + 3) % roomSize,
    kind: fault === 'missing' && i % 2 === 1 ? 'audio' : 'video',
    receiver: (i * 2 + 3) % roomSize === 0 ? 'browser' : 'native',
    fault,
    since: at + 3000 + i * 1500,
    detail: details[fault],
    last: { at: at + 3000 + i * 1500, bitrateKbps: 402.5, framesPerSecond: 29.8 },
    ...(i % 2 === 0 && { evidence: evidenceOf(at, i) }),
  }));
}

/** What was seen of a stream: it stopped after some seconds. */
const evidenceOf = (at: number, i: number): StreamEvidence => ({
  seconds: Array.from({ length: 30 }, (_, second) => ({
    at: at + second * 1000,
    bitrateKbps: second < 3 + i ? 402.5 : 0,
    framesPerSecond: second < 3 + i ? 30 : 0,
    residualLoss: 0,
  })),
  events: [{ at: at - 4200, what: 'reconnecting' }],
  connections: ['receiving from 3: connected, ICE connected'],
});

/** A small linear congruential generator: the same figures in every run. */
function seeded(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
