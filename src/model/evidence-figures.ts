import { z } from 'zod';
import { streamFaultKinds } from './figures.js';
import { mostPackedCells } from './stream-cells.js';
import { mostSpans } from './timeline.js';

export const count = z.number().int().nonnegative();
const participantKind = z.enum(['browser', 'native']);

const lastFigures = z.object({
  at: z.number(),
  bitrateKbps: z.number(),
  framesPerSecond: z.number().optional(),
});

const streamFault = z.object({
  session: count,
  sessionName: z.string(),
  from: count,
  to: count,
  kind: z.enum(['audio', 'video']),
  receiver: participantKind,
  fault: z.enum(streamFaultKinds),
  since: z.number(),
  detail: z.string(),
  last: lastFigures.optional(),
  evidence: z
    .object({
      seconds: z.array(lastFigures.extend({ residualLoss: z.number().optional() })),
      events: z.array(z.object({ at: z.number(), what: z.string() })),
      connections: z.array(z.string()),
      picture: z.base64().optional(),
    })
    .optional(),
});

const joinFailure = z.object({
  session: count,
  sessionName: z.string(),
  participant: count,
  kind: participantKind,
  cause: z.enum(['platform', 'generator']),
  refused: z.literal(true).optional(),
  reason: z.string(),
});

const health = z.object({
  eventLoopDelayP99Ms: z.number().optional(),
  sendLatenessP99Ms: z.number().optional(),
  canaryLatenessP99Ms: z.number().optional(),
  canaryLoss: z.number().optional(),
  socketDrops: z.number().optional(),
  browserCrashes: z.number().optional(),
  runQueueWait: z.number().optional(),
  throttled: z.number().optional(),
  cpuIdle: z.number().optional(),
  memoryMb: z.number().optional(),
  captureRate: z.number().optional(),
  decodeShare: z.number().optional(),
});

const values = z.record(z.string(), z.partialRecord(participantKind, z.base64()));

const impairmentInForce = z.object({
  name: z.string(),
  network: z.string(),
  participants: count,
  fromSeconds: z.number(),
  toSeconds: z.number(),
});

const column = z.array(z.number()).max(mostSpans);

const timeline = z.object({
  fromSecond: count,
  everySeconds: count.positive(),
  participants: column,
  streamSeconds: column,
  silentSeconds: column,
  videoSeconds: column,
  frames: column,
  slowest: z.array(z.number().nullable()).max(mostSpans),
  packets: column,
  lost: column,
  kilobytes: column,
});

/** What all generators gathered of a step, as it stands in evidence: values packed. */
export const mergedFigures = z.object({
  step: count,
  sessions: count,
  participants: count,
  mediaConnections: count,
  expectedStreams: count,
  flowingStreams: count,
  values,
  windows: z.record(z.string(), values).optional(),
  impairments: z.array(impairmentInForce).optional(),
  missing: z.array(streamFault),
  missingCount: count,
  bad: z.array(streamFault),
  badCount: count,
  joinFailures: z.array(joinFailure),
  joinFailureCount: count,
  offeredLoad: z.number(),
  platform: z
    .object({
      cpu: z.number().optional(),
      memoryMb: z.number().optional(),
      networkOutMbps: z.number().optional(),
      cpuShare: z.number().optional(),
      memoryShare: z.number().optional(),
      networkOutShare: z.number().optional(),
      notMeasured: z.array(z.string()).optional(),
    })
    .optional(),
  streams: z.base64().max(mostPackedCells).optional(),
  timeline: timeline.optional(),
  notes: z.array(z.string()).optional(),
  uncertainties: z.record(z.string(), z.number()).optional(),
  startSkewMs: z.number().optional(),
  holdStartedAt: z.number(),
  holdSeconds: z.number(),
  generators: z.array(count),
  health: z.array(
    health.extend({
      generator: count,
      offeredLoad: z.number(),
      whileJoining: health.optional(),
      sharedWithServer: z.boolean().optional(),
      clock: z.object({ offsetMs: z.number(), uncertaintyMs: z.number() }).optional(),
    }),
  ),
});
