import { createHash } from 'node:crypto';
import { z } from 'zod';
import { comparisonSchema } from './comparison.js';
import { editions } from './edition.js';
import { LoadError } from './errors.js';
import { mergedFigures } from './evidence-figures.js';
import { count } from './figure-schemas.js';
import type { MergedFigures } from './figures.js';
import { decodeFloat32, encodeFloat32 } from './float32.js';
import type { ResolvedScenario } from './scenario.js';

/** Content type of evidence attachments. */
export const evidenceContentType = 'application/vnd.playwright-openvidu.evidence+json';
/** Name of evidence attachments; the leading `_` keeps them out of terminal output. */
export const evidenceName = '_playwright-openvidu-evidence';
export const evidenceSchemaVersion = 1;

const judgement = z.object({
  verdict: z.enum(['passed', 'failed', 'inconclusive']),
  reasons: z.array(z.string()),
  breaches: z.array(
    z.object({
      kind: z.enum(['threshold', 'guard']),
      metric: z.string(),
      threshold: z.string(),
      value: z.number().optional(),
    }),
  ),
});

const envelope = {
  schemaVersion: z.literal(evidenceSchemaVersion),
  /** Key of the scenario within the run: project, file, titles, repeat index. */
  scenarioKey: z.string(),
  generator: count,
  generators: count,
};

const platformInfo = z.object({
  edition: z.enum(editions),
  version: z.string(),
  url: z.string(),
  embedded: z.boolean(),
  faults: z.array(z.string()),
});

const machine = z.object({
  cpus: count,
  cpuModel: z.string(),
  memoryMb: z.number(),
  platform: z.string(),
  node: z.string(),
  /** A server runs on the same machine, so that the machine's idle share decides nothing. */
  sharedWithServer: z.boolean(),
});

/** What of the embedded server's options shapes its behaviour. */
const embeddedServer = z.object({
  mediaServer: z.string().optional(),
  faults: z.record(z.string(), z.unknown()).optional(),
});

/** First record of a generator: what it is about to run, and where. */
const scenarioRecord = z.object({
  ...envelope,
  type: z.literal('scenario'),
  runId: z.string(),
  startedAt: z.number(),
  resolved: z.custom<ResolvedScenario>((value) => typeof value === 'object' && value !== null && 'topology' in value),
  platform: platformInfo,
  machine,
  /** Of playwright-openvidu. */
  packageVersion: z.string().optional(),
  /** Present if the run started it. */
  embeddedServer: embeddedServer.optional(),
  shard: z.object({ current: count, total: count }),
  /** An inconclusive scenario does not fail the run. */
  inconclusive: z.literal('warn').optional(),
});

const heldStep = {
  ...envelope,
  /** Running number of the hold within the scenario, from 1, over all of its runs; every generator counts the same. */
  hold: count.positive(),
  attempt: count,
  /** Run of the scenario that it belongs to, from 2; absent in the first. */
  repetition: count.optional(),
  /** Of the gathered figures: who gathered the same has the same. */
  digest: z.string(),
};

/** A judged step: the gathered figures of all generators, and what every generator concluded from them. */
const stepRecord = z.object({
  ...heldStep,
  type: z.literal('step'),
  gathered: mergedFigures,
  judgement,
});

/** That a generator judged a step by the same figures as the one of its shard whose record has them. */
const witnessRecord = z.object({ ...heldStep, type: z.literal('witness'), step: count });

/** What the scenario's runs came to against its baseline; generator 1 compares, and hands it to all. */
const comparisonRecord = z.object({ ...envelope, type: z.literal('comparison'), comparison: comparisonSchema });

/** Last record of a generator. */
const endRecord = z.object({
  ...envelope,
  type: z.literal('end'),
  endedAt: z.number(),
  /** `completed`: every step that was due is in. `stopped`: the search ended early by its rule. `error`: see `message`. */
  outcome: z.enum(['completed', 'stopped', 'error']),
  message: z.string().optional(),
  /** The deployment, not the generator, ended the scenario: that is a failure. */
  blame: z.literal('platform').optional(),
});

/** The versioned schema of evidence: one attachment body is one record. */
export const evidenceSchema = z.discriminatedUnion('type', [
  scenarioRecord,
  stepRecord,
  witnessRecord,
  comparisonRecord,
  endRecord,
]);
export type EvidenceRecord = z.infer<typeof evidenceSchema>;
export type ScenarioRecord = z.infer<typeof scenarioRecord>;
export type StepRecord = z.infer<typeof stepRecord>;
export type WitnessRecord = z.infer<typeof witnessRecord>;
export type EndRecord = z.infer<typeof endRecord>;
export type MachineInfo = z.infer<typeof machine>;

/** A record without its figures: that a generator judged the step, and by which. */
export function witnessOf({ gathered, judgement: _, ...record }: StepRecord): WitnessRecord {
  return { ...record, type: 'witness', step: gathered.step };
}

/** Tells packed figures apart by a text of 22 characters. */
export const digestOf = (gathered: StepRecord['gathered']): string =>
  createHash('sha256').update(JSON.stringify(gathered)).digest('base64url').slice(0, 22);

/** Figures as they stand in evidence: values packed. */
export function packFigures(figures: MergedFigures): StepRecord['gathered'] {
  return withValues(figures, encodeFloat32) as StepRecord['gathered'];
}

/** The reverse of {@link packFigures}. */
export function unpackFigures(packed: StepRecord['gathered']): MergedFigures {
  return withValues(packed, decodeFloat32) as MergedFigures;
}

/** Converts the values of the hold and those of its windows. */
function withValues<A, B>(figures: MergedFigures | StepRecord['gathered'], convert: (values: A) => B): object {
  const { values, windows, ...others } = figures;
  const converted = Object.entries(windows ?? {}).map(([key, of]) => [key, mapValues(of, convert)]);
  return {
    ...others,
    values: mapValues(values, convert),
    ...(windows && { windows: Object.fromEntries(converted) }),
  };
}

function mapValues<A, B>(record: Readonly<Record<string, unknown>>, convert: (values: A) => B): object {
  const byKind = (kinds: object) => Object.entries(kinds).map(([kind, of]) => [kind, convert(of as A)]);
  return Object.fromEntries(
    Object.entries(record).map(([metric, kinds]) => [metric, Object.fromEntries(byKind(kinds as object))]),
  );
}

/**
 * Reads one attachment body.
 * @throws LoadError `EVIDENCE_INVALID` that says what is wrong with it
 */
export function parseEvidence(body: string, where: string): EvidenceRecord {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new LoadError(
      'EVIDENCE_INVALID',
      `The evidence of ${where} is not whole JSON; it was cut off or is not ours.`,
      { cause },
    );
  }
  const version = (json as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== evidenceSchemaVersion)
    throw new LoadError(
      'EVIDENCE_INVALID',
      `The evidence of ${where} has schema version ${String(version)}; this version of playwright-openvidu reads ${evidenceSchemaVersion}. Use one version for all shards and the merge.`,
    );
  const parsed = evidenceSchema.safeParse(json);
  if (!parsed.success)
    throw new LoadError(
      'EVIDENCE_INVALID',
      `The evidence of ${where} does not fit its schema: ${z.prettifyError(parsed.error)}`,
    );
  return parsed.data;
}
