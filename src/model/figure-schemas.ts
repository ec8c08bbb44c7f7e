import { z } from 'zod';

// Figures of a step that stand alike in evidence and in verdict.json.

export const count = z.number().int().nonnegative();
export const participantKind = z.enum(['browser', 'native']);

export const joinFailure = z.object({
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

export const generatorHealth = health.extend({
  generator: count,
  offeredLoad: z.number(),
  /** The same figures of the step's ramp. */
  whileJoining: health.optional(),
  /** A server runs on its machine, whose idle share then decides nothing. */
  sharedWithServer: z.boolean().optional(),
  /** Common time = its time + offset, known to within the uncertainty. Absent where it was alone. */
  clock: z.object({ offsetMs: z.number(), uncertaintyMs: z.number() }).optional(),
});

export const platformFigures = z.object({
  cpu: z.number().optional(),
  memoryMb: z.number().optional(),
  networkOutMbps: z.number().optional(),
  /** Shares are of the busiest node, from 0 to 1. */
  cpuShare: z.number().optional(),
  memoryShare: z.number().optional(),
  networkOutShare: z.number().optional(),
  /** Sources that did not tell, one sentence each; absent if all did. */
  notMeasured: z.array(z.string()).optional(),
});

/** In force during a hold, in seconds of the hold. */
export const impairmentInForce = z.object({
  name: z.string(),
  network: z.string(),
  participants: count,
  fromSeconds: z.number(),
  toSeconds: z.number(),
});
