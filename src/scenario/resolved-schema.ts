import { z } from 'zod';
import { LoadError } from '../model/errors.js';
import { isMetricName, participantKinds } from '../model/metrics.js';
import {
  aggregates,
  clipNames,
  guardMetrics,
  loadShapes,
  type ResolvedScenario,
  searchMethods,
  tolerableDifferences,
  videoCodecs,
} from '../model/scenario.js';
import { thresholdOperators } from '../quality/parse-threshold.js';
import { staysExpected } from './arrivals.js';
import { levelSize } from './cross-checks.js';
import { limits } from './limits.js';
import { plan } from './plan.js';

const count = (most: number, least = 0) => z.number().int().min(least).max(most);
const seconds = z.number().min(0).max(limits.holdSeconds.max);
const text = z.string().max(10_000);
const publishers = count(limits.publishersPerSession, 1);
const participantsOfSession = count(limits.participantsPerSession, 1);
const participantIndex = count(limits.participantsPerSession - 1);

const role = z.strictObject({
  index: participantIndex,
  publishes: z.strictObject({ audio: z.boolean(), video: z.boolean() }),
  receivesFrom: z.array(participantIndex).max(limits.publishersPerSession),
});

/** Sessions of a fixed size. */
const sessionTopologies = [
  z.strictObject({
    type: z.literal('n-to-n'),
    size: count(limits.publishersPerSession, 2),
    only: z.enum(['audio', 'video']).optional(),
  }),
  z.strictObject({ type: z.literal('n-to-m'), publishers, subscribers: participantsOfSession }),
  z.strictObject({ type: z.literal('teaching'), teachers: publishers, students: publishers }),
  z.strictObject({
    type: z.literal('custom'),
    name: text,
    roles: z.array(role).min(2).max(limits.publishersPerSession),
  }),
] as const;

const mixPart = z.strictObject({
  topology: z.discriminatedUnion('type', sessionTopologies),
  weight: z.number().positive().max(limits.mixWeight),
});

const topology = z.discriminatedUnion('type', [
  ...sessionTopologies,
  z.strictObject({ type: z.literal('growing-n-to-n') }),
  z.strictObject({ type: z.literal('growing-n-to-m'), publishers }),
  z.strictObject({ type: z.literal('mix'), parts: z.array(mixPart).min(1).max(limits.mixParts) }),
]);

const stepTimes = z.strictObject({
  holdSeconds: count(limits.soakSeconds, limits.holdSeconds.min),
  rampSeconds: z.number().min(limits.rampSeconds.min).max(limits.rampSeconds.max).optional(),
});

const primaryMetric = z.strictObject({
  metric: z.string().refine(isMetricName),
  aggregate: z.enum(aggregates).exclude(['count']),
  participantKind: z.enum(participantKinds).optional(),
  scale: z.enum(['log', 'additive']),
  margin: z.number().positive().max(limits.margin),
  floor: z.number().positive().optional(),
  text,
});

const load = z.strictObject({
  type: z.enum(loadShapes),
  unit: z.enum(['sessions', 'participants']),
  levels: z.array(count(limits.sessions, 1)).min(1).max(limits.steps),
  holdSeconds: count(limits.soakSeconds, limits.holdSeconds.min),
  times: z.array(stepTimes).max(limits.steps).optional(),
  arrivals: z
    .strictObject({
      perSecond: z.number().positive().max(limits.joinsPerSecond),
      staySeconds: z.number().min(1).max(limits.soakSeconds),
      stay: z.enum(['exponential', 'fixed']),
      from: count(limits.sessions),
    })
    .optional(),
  joinsPerSecond: z.number().positive().max(limits.joinsPerSecond),
  settleSeconds: z.number().min(0).max(limits.settleLimitSeconds.max),
  settleLimitSeconds: z.number().min(limits.settleLimitSeconds.min).max(limits.settleLimitSeconds.max),
});

const impairment = z.strictObject({
  name: text,
  network: text,
  conditions: z.strictObject({
    latencyMs: z.number().min(0).max(limits.latencyMs),
    loss: z.number().min(0).max(1),
    uploadKbps: z.number().positive().max(limits.bandwidthKbps).optional(),
    downloadKbps: z.number().positive().max(limits.bandwidthKbps).optional(),
  }),
  who: z.strictObject({
    kind: z.enum(participantKinds).optional(),
    participants: z.array(participantIndex).min(1).optional(),
    sessions: z
      .array(count(limits.sessions - 1))
      .min(1)
      .optional(),
    share: z.number().positive().max(1).optional(),
  }),
  time: z
    .strictObject({
      step: count(limits.steps, 1),
      afterSeconds: seconds,
      forSeconds: seconds.min(limits.impairmentSeconds.min),
      recoverySeconds: seconds,
    })
    .optional(),
});

const threshold = z.strictObject({
  metric: z.string().refine(isMetricName, { error: 'expected a metric of the catalogue' }),
  aggregate: z.enum(aggregates),
  operator: z.enum(thresholdOperators),
  bound: z.number(),
  participantKind: z.enum(participantKinds).optional(),
  window: z
    .union([
      z.strictObject({ type: z.enum(['during', 'after', 'before']), event: text }),
      z.strictObject({ type: z.literal('between'), events: z.tuple([text, text]) }),
    ])
    .optional(),
  text,
});

/** A scenario as evidence and verdict.json carry it, every default filled in. */
export const resolvedScenarioSchema = z.strictObject({
  title: text.trim().min(1),
  topology,
  load,
  participants: z.strictObject({
    browser: z.union([count(limits.participantsPerSession), z.literal('all')]),
    app: z.strictObject({ url: text }).optional(),
    groundTruth: z.literal(false).optional(),
    speakers: z
      .strictObject({
        active: count(limits.publishersPerSession, 1),
        turnSeconds: z.number().min(limits.turnSeconds.min).max(limits.turnSeconds.max),
        others: z.enum(['silence', 'muted']),
      })
      .optional(),
    signals: z
      .strictObject({
        perSecond: z.number().min(limits.signalsPerSecond.min).max(limits.signalsPerSecond.max),
        bytes: z.int().min(limits.signalBytes.min).max(limits.signalBytes.max),
      })
      .optional(),
  }),
  media: z.strictObject({
    video: z.enum(clipNames),
    videoCodec: z.enum(videoCodecs),
    framesPerSecond: z.number().positive().max(limits.framesPerSecond),
    adapt: z.enum(['remb', 'loss', 'off']),
    simulcast: z.boolean().optional(),
  }),
  impairments: z.array(impairment).optional(),
  thresholds: z.array(threshold),
  guards: z.partialRecord(z.enum(guardMetrics), count(Number.MAX_SAFE_INTEGER)),
  capacity: z
    .strictObject({
      search: z.enum(searchMethods),
      joinRates: z.array(count(limits.joinsPerSecond, 1)).min(1).max(limits.steps).optional(),
      atLeast: z
        .strictObject({
          sessions: count(limits.sessions, 1).optional(),
          participants: count(limits.mediaConnections, 1).optional(),
          mediaConnections: count(limits.mediaConnections, 1).optional(),
          joinsPerSecond: count(limits.joinsPerSecond, 1).optional(),
        })
        .optional(),
      sizing: z
        .strictObject({
          sessions: z.array(count(limits.sizedSessions, 1)).min(1),
          headroom: z.number().positive().max(1),
        })
        .optional(),
    })
    .optional(),
  baseline: z
    .strictObject({
      metrics: z.array(primaryMetric).min(1).max(limits.primaryMetrics),
      repeat: count(limits.repetitions, 1),
      capacityMargin: z.number().positive().max(limits.margin),
      across: z.array(z.enum(tolerableDifferences)),
    })
    .optional(),
  seed: count(limits.seed),
  joinTimeoutSeconds: z.number().min(limits.joinTimeoutSeconds.min).max(limits.joinTimeoutSeconds.max),
});

/**
 * Reads a resolved scenario from a file, which anyone may have written: nothing unknown, nothing beyond the limits of what a spec may ask.
 * @param where for the message: `of the scenario "rooms of 7" in a/verdict.json`
 * @throws LoadError `INVALID_SCENARIO` that says what does not fit
 */
export function readResolvedScenario(value: unknown, where: string): ResolvedScenario {
  const parsed = resolvedScenarioSchema.safeParse(value);
  if (!parsed.success) throw invalid(where, issueText(parsed.error));
  const scenario = parsed.data as ResolvedScenario;
  const { load: shape, topology: of } = scenario;
  const { mediaConnections } = levelSize(of, shape.unit, Math.max(...shape.levels), scenario.seed);
  if (mediaConnections > limits.mediaConnections)
    throw invalid(
      where,
      `the largest step has ${mediaConnections} media connections, which is more than ${limits.mediaConnections}`,
    );
  if (shape.times && shape.times.length !== shape.levels.length)
    throw invalid(where, `its load has ${shape.levels.length} steps and times of ${shape.times.length}`);
  const rates = scenario.capacity?.joinRates;
  if (rates && rates.length !== shape.levels.length)
    throw invalid(where, `its load has ${shape.levels.length} steps and join rates of ${rates.length}`);
  if (shape.unit !== (of.type.startsWith('growing-') ? 'participants' : 'sessions'))
    throw invalid(where, `a load in ${shape.unit} does not fit the topology ${of.type}`);
  if ((shape.type === 'arrivals') !== (shape.arrivals !== undefined))
    throw invalid(where, 'arrivals have a rate, and nothing else has');
  if (shape.arrivals && staysExpected(shape.arrivals, shape.levels.length * shape.holdSeconds) > limits.stays)
    throw invalid(where, `more than ${limits.stays} come in all`);
  if (plan(scenario).steps.some(({ expectedStreams }) => expectedStreams === 0))
    throw invalid(where, 'a step of it carries no stream');
  return scenario;
}

function issueText(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  return issue ? `${issue.path.join('.') || 'the scenario'}: ${issue.message}` : 'it is not whole';
}

const invalid = (where: string, what: string): LoadError =>
  new LoadError(
    'INVALID_SCENARIO',
    `The resolved scenario ${where} cannot be read: ${what}; it was changed by hand, or another version of playwright-openvidu wrote it.`,
  );
