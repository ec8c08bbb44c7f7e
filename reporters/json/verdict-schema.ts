import { z } from 'zod';
import { comparisonSchema } from '../../src/model/comparison.js';
import { editions } from '../../src/model/edition.js';
import {
  count,
  generatorHealth,
  impairmentInForce,
  joinFailure,
  participantKind,
  platformFigures,
} from '../../src/model/figure-schemas.js';
import { streamFaultKinds } from '../../src/model/figures.js';

/** Version of `verdict.json`. Fields may be added within a version; none changes its meaning. */
export const verdictSchemaVersion = 1;

const verdict = z.enum(['passed', 'failed', 'inconclusive']);
const instant = z.iso.datetime();

const secondOfStream = z.object({
  at: instant,
  bitrateKbps: z.number(),
  framesPerSecond: z.number().optional(),
  residualLoss: z.number().optional(),
});

const fault = z.object({
  session: count,
  sessionName: z.string(),
  from: count,
  to: count,
  kind: z.enum(['audio', 'video']),
  receiver: participantKind,
  fault: z.enum(streamFaultKinds),
  since: instant,
  detail: z.string(),
  /** Its newest second with media. */
  last: secondOfStream.optional(),
  evidence: z
    .object({
      seconds: z.array(secondOfStream),
      events: z.array(z.object({ at: instant, what: z.string() })),
      connections: z.array(z.string()),
    })
    .optional(),
});

const breach = z.object({
  kind: z.enum(['threshold', 'guard']),
  metric: z.string(),
  threshold: z.string(),
  value: z.number().optional(),
});

/** Aggregates over streams (or participants), in the unit of the catalogue, rounded to 6 significant digits. */
const aggregates = z.object({
  unit: z.string(),
  count,
  min: z.number(),
  p1: z.number(),
  p5: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
  avg: z.number(),
});

const step = z.object({
  index: count,
  /** 1 for the first time that a level is held, more for its confirmations. */
  attempt: count,
  /** Run of the scenario that it belongs to, from 2; absent in the first. */
  repetition: count.optional(),
  sessions: count,
  participants: count,
  mediaConnections: count,
  /** Where join rates are tried. */
  joinsPerSecond: z.number().optional(),
  verdict,
  reasons: z.array(z.string()),
  breaches: z.array(breach),
  holdStartedAt: instant,
  holdSeconds: z.number(),
  offeredLoad: z.number(),
  expectedStreams: count,
  flowingStreams: count,
  /** Whole counts; the lists name at most 20 per generator. */
  missingCount: count,
  missing: z.array(fault),
  badCount: count,
  bad: z.array(fault),
  joinFailureCount: count,
  joinFailures: z.array(joinFailure),
  metrics: z.record(z.string(), aggregates),
  /** The same for parts of the hold that `metrics` leaves out or does not tell apart, by their window. */
  windows: z.record(z.string(), z.record(z.string(), aggregates)).optional(),
  impairments: z.array(impairmentInForce).optional(),
  /** Metrics that are right only to within so much, in their unit, because the clocks of two machines told them. */
  uncertainties: z.record(z.string(), z.number()).optional(),
  /** Between the first generator to begin the step and the last, by the common clock. */
  startSkewMs: z.number().optional(),
  /** What went wrong on the generators' side and decides nothing; absent if nothing did. */
  notes: z.array(z.string()).optional(),
  /** Null where the platform's figures were not measured. */
  platform: platformFigures.nullable(),
  health: z.array(generatorHealth.partial({ offeredLoad: true })),
});

const capacity = z.object({
  /** The peak join rate, where that was sought; sessions, participants and media connections are then those that joined. */
  joinsPerSecond: z.number().optional(),
  sessions: count,
  participants: count,
  mediaConnections: count,
  lowerBound: z.boolean(),
  lastPassedStep: count.nullable(),
  firstFailedStep: count.nullable(),
  limitedBy: z
    .object({
      kind: z.enum(['threshold', 'guard', 'refused', 'upTo', 'inconclusive', 'collapse']),
      metric: z.string().optional(),
      threshold: z.string().optional(),
      value: z.number().optional(),
    })
    .nullable(),
});

const figureRange = z.object({ min: z.number(), max: z.number().nullable() });

/** A node is a deployment like the one that was measured. */
const sizing = z.object({
  /** Share of its capacity to which a node is used. */
  headroom: z.number(),
  sessionsPerNode: figureRange,
  egressMbpsPerNode: figureRange.nullable(),
  egressFrom: z.enum(['platform', 'received']).nullable(),
  nodes: z.array(
    z.object({
      sessions: count,
      min: count.nullable(),
      max: count.nullable(),
      egressMbps: z.number().nullable(),
    }),
  ),
});

const scenario = z.object({
  key: z.string(),
  title: z.string(),
  topology: z.string(),
  verdict,
  reasons: z.array(z.string()),
  /** The whole scenario with its seed, enough to repeat it; null when no generator of it started. */
  resolved: z.looseObject({ title: z.string(), seed: z.number() }).nullable(),
  /** Null if not sought or not found. */
  capacity: capacity.nullable(),
  /** Null if not asked for, or if nothing passed. */
  sizing: sizing.nullable(),
  /** Against the scenario's baseline; null if it has none, absent in files of versions that knew no baselines. */
  comparison: comparisonSchema.nullable().optional(),
  steps: z.array(step),
});

const machine = z.object({
  cpus: count,
  cpuModel: z.string(),
  memoryMb: z.number(),
  platform: z.string(),
  node: z.string(),
  sharedWithServer: z.boolean(),
});

const run = z.object({
  id: z.string(),
  startedAt: instant.nullable(),
  durationSeconds: z.number(),
  generators: count,
  shards: count,
  /** One shard's own report: duration and machines are its own, scenarios are of all generators. Null in every other report. */
  partial: z.object({ shard: count, generators: z.object({ from: count, to: count }) }).nullable(),
  /** Of the first generator; the others' are in `otherMachines` where they differ. */
  machine: machine.nullable(),
  otherMachines: z.array(machine),
  platform: z
    .object({
      edition: z.enum(editions),
      version: z.string(),
      url: z.string(),
      embedded: z.boolean(),
      faults: z.array(z.string()),
    })
    .nullable(),
  /** Of playwright-openvidu. */
  packageVersion: z.string().nullable().optional(),
  /** How the run started the embedded server; null if it did not. */
  embeddedServer: z
    .object({ mediaServer: z.string().optional(), faults: z.record(z.string(), z.unknown()).optional() })
    .nullable()
    .optional(),
});

/** The schema of `verdict.json`. */
export const verdictSchema = z.object({
  schemaVersion: z.literal(verdictSchemaVersion),
  run,
  verdict,
  /** What went wrong outside any scenario. */
  problems: z.array(z.string()),
  scenarios: z.array(scenario),
});
export type VerdictFile = z.infer<typeof verdictSchema>;
