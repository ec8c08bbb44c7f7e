import { z } from 'zod';

const count = z.number().int().nonnegative();

/**
 * `worse` and `better`: significant, and beyond the practical margin. `same`: the whole interval lies within the margin. `unclear`:
 * anything else; more runs would tell.
 */
export const comparisonOutcomes = ['worse', 'better', 'same', 'unclear'] as const;
export type ComparisonOutcome = (typeof comparisonOutcomes)[number];

/** How the runs of one side lie in one step. */
const spread = z.object({ min: z.number(), median: z.number(), max: z.number() });

/** What was found of one quantity. */
const finding = {
  /** Over the runs and the common steps: the geometric mean on a `log` scale, else the mean. In the metric's unit. */
  baseline: z.number(),
  current: z.number(),
  /** `log`: current / baseline − 1. `additive`: current − baseline, in the metric's unit. */
  change: z.number(),
  /** 95 % confidence interval of `change`; absent with fewer than two runs on a side that tell how runs vary. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  /** Least change that matters, above 0, as `change` is counted. */
  margin: z.number(),
  /** One-sided, toward the worse; after Holm's correction for the number of comparisons. */
  adjustedP: z.number().optional(),
  outcome: z.enum(comparisonOutcomes),
  /** The finding for people: `p95 joinTime 1.9 s → 2.6 s (+37 %, …) at 98 media connections`. */
  sentence: z.string(),
};

const metricComparison = z.object({
  /** `joinTime`, or `joinTime@browser`. */
  metric: z.string(),
  aggregate: z.string(),
  scale: z.enum(['log', 'additive']),
  ...finding,
  /** The common steps. */
  steps: z.array(z.object({ step: count, mediaConnections: count, baseline: spread, current: spread })),
});

const capacityComparison = z.object({ unit: z.enum(['sessions', 'participants']), ...finding });

/** What a scenario's runs came to against its baseline, as evidence, verdict.json and every renderer carry it. */
export const comparisonSchema = z.object({
  /**
   * `compared`: there were enough runs, and alarms count. `advisory`: there were too few, and nothing fails. `refused`: the baseline is of
   * something unlike, or cannot be read. `none`: there is no baseline yet.
   */
  status: z.enum(['compared', 'advisory', 'refused', 'none']),
  /** Name of the baseline's file. */
  file: z.string(),
  /** There is none, and the run was told to record none: it had to be there. Absent otherwise. */
  required: z.literal(true).optional(),
  /** Runs in the baseline before this run, and runs of now that count. */
  baselineRuns: count,
  currentRuns: count,
  /** What became of the file; null: nothing was written. */
  written: z.enum(['created', 'extended', 'replaced']).nullable(),
  /** Sentences that fail the scenario: what got worse, by how much, how sure that is. */
  alarms: z.array(z.string()),
  /** Sentences about the comparison itself: why it is advisory or refused, and the cure; runs that do not count. */
  notes: z.array(z.string()),
  /** In the order in which the scenario names them. */
  metrics: z.array(metricComparison),
  /** Null if no capacity was sought on either side. */
  capacity: capacityComparison.nullable(),
});

export type Comparison = z.infer<typeof comparisonSchema>;
export type MetricComparison = z.infer<typeof metricComparison>;
