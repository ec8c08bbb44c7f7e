import { z } from 'zod';
import { editions } from './edition.js';

/** Version of the baseline files that this version of the package writes and reads. */
export const baselineSchemaVersion = 1;

const count = z.number().int().nonnegative();

/** What figures depend on, beside the platform's quality: runs are compared only where all of it is equal. */
const conditions = z.strictObject({
  platform: z.strictObject({ edition: z.enum(editions), version: z.string(), url: z.string() }),
  machine: z.strictObject({
    cpus: count,
    cpuModel: z.string(),
    memoryGb: z.number(),
    system: z.string(),
    node: z.string(),
    sharedWithServer: z.boolean(),
  }),
  generators: count,
  /** The scenario's own: topology, load, media, participants and whatever else shapes the figures. */
  scenario: z.record(z.string(), z.json()),
});

const stepFigures = z.strictObject({
  step: count,
  mediaConnections: count,
  /** One figure per primary metric, by its text: `p95 joinTime`. */
  values: z.record(z.string(), z.number()),
});

const run = z.strictObject({
  recordedAt: z.iso.datetime(),
  /** Run and repetition that it was; the id also stands in the report of that run. */
  run: z.string(),
  steps: z.array(stepFigures),
  /** Level that a search found, in sessions or participants, and how far above it the next level would have been. */
  capacity: z.strictObject({ level: count, step: count }).optional(),
});

/** The schema of a baseline file. Unknown fields are refused: whoever edits one by hand shall know that it was not read. */
export const baselineSchema = z.strictObject({
  schemaVersion: z.literal(baselineSchemaVersion),
  scenario: z.string(),
  conditions,
  /** Oldest first. */
  runs: z.array(run).min(1),
});

export type BaselineFile = z.infer<typeof baselineSchema>;
export type BaselineConditions = z.infer<typeof conditions>;
export type BaselineRun = z.infer<typeof run>;
