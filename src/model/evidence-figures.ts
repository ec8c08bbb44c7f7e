import { z } from 'zod';
import {
  count,
  generatorHealth,
  impairmentInForce,
  joinFailure,
  participantKind,
  platformFigures,
} from './figure-schemas.js';
import { streamFaultKinds } from './figures.js';
import { mostPackedCells } from './stream-cells.js';
import { mostSpans } from './timeline.js';

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

const values = z.record(z.string(), z.partialRecord(participantKind, z.base64()));

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
  platform: platformFigures.optional(),
  streams: z.base64().max(mostPackedCells).optional(),
  timeline: timeline.optional(),
  notes: z.array(z.string()).optional(),
  uncertainties: z.record(z.string(), z.number()).optional(),
  startSkewMs: z.number().optional(),
  holdStartedAt: z.number(),
  holdSeconds: z.number(),
  generators: z.array(count),
  health: z.array(generatorHealth),
});
