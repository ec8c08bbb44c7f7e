import { z } from 'zod';
import { type MetricName, metricNames, metrics, type ParticipantKind } from '../model/metrics.js';
import {
  aggregates,
  type ResolvedBaseline,
  type ResolvedPrimaryMetric,
  tolerableDifferences,
} from '../model/scenario.js';
import { show } from '../model/show.js';
import { isComparable, scaleOf } from './baseline-scales.js';
import type { ScenarioDefaults } from './defaults.js';
import { oneOf, options, positiveNumber, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';
import type { Mistakes } from './mistakes.js';
import { nearestFirst } from './nearest.js';
import { kindsOf } from './threshold-schema.js';

const comparable = metricNames.filter(isComparable);
const ofSteps = aggregates.filter((name) => name !== 'count');

const listOf = <T extends z.ZodType>(of: T, what: string) => z.array(of, { error: `expected a list of ${what}` });

const schema = options({
  metrics: listOf(z.unknown(), "metrics such as 'p95 joinTime'").optional(),
  margin: options(
    Object.fromEntries([...comparable, 'capacity'].map((name) => [name, positiveNumber(limits.margin).optional()])),
  ).optional(),
  repeat: wholeNumber(1, limits.repetitions).optional(),
  across: listOf(oneOf(tolerableDifferences), tolerableDifferences.join(', ')).optional(),
});

/** Reads how a scenario is compared with its baseline, and collects what is wrong with it; undefined if it is not compared. */
export function readBaseline(
  input: unknown,
  defaults: ScenarioDefaults,
  mistakes: Mistakes,
): ResolvedBaseline | undefined {
  if (input === undefined || input === false) return undefined;
  if (input !== true && (typeof input !== 'object' || input === null)) {
    mistakes.add('baseline', `expected true or { metrics, margin, repeat, across }, given ${show(input)}`);
    return undefined;
  }
  const given = mistakes.read(schema, input === true ? {} : input, 'baseline');
  if (!given) return undefined;
  const margins = (given.margin ?? {}) as Readonly<Record<string, number | undefined>>;
  const texts = given.metrics ?? defaults.baselineMetrics;
  if (texts.length < 1 || texts.length > limits.primaryMetrics)
    mistakes.add('baseline.metrics', `expected 1 to ${limits.primaryMetrics} metrics, given ${texts.length}`);
  const primaries = texts.flatMap((text, i) => readMetric(text, `baseline.metrics.${i}`, margins, mistakes));
  for (const [i, { text }] of primaries.entries())
    if (primaries.findIndex((other) => other.text === text) < i)
      mistakes.add(`baseline.metrics.${i}`, `${show(text)} stands there twice`);
  for (const name of Object.keys(margins))
    if (name !== 'capacity' && !primaries.some(({ metric }) => metric === name))
      mistakes.add(
        `baseline.margin.${name}`,
        `${show(name)} is not among the metrics that are compared; name it there`,
      );
  return {
    metrics: primaries,
    repeat: given.repeat ?? defaults.repeat,
    capacityMargin: margins.capacity ?? defaults.capacityMargin,
    across: given.across ?? [],
  };
}

function readMetric(
  text: unknown,
  path: string,
  margins: Readonly<Record<string, number | undefined>>,
  mistakes: Mistakes,
): ResolvedPrimaryMetric[] {
  const parts = typeof text === 'string' ? /^(?:(\S+) )?([^@\s]+)(?:@(\S+))?$/.exec(text) : null;
  if (!parts) {
    mistakes.add(path, `expected a metric such as 'joinTime' or 'p95 joinTime', given ${show(text)}`);
    return [];
  }
  const [, by, name = '', kind] = parts;
  const metric = comparable.find((known) => known === name);
  if (!metric) {
    const known = nearestFirst(name, comparable).join(', ');
    mistakes.add(path, `${show(name)} cannot be compared; what can is ${known}`);
    return [];
  }
  const aggregate = ofSteps.find((known) => known === (by ?? worseTail(metric)));
  if (!aggregate)
    mistakes.add(path, `unknown aggregate ${show(by)}; known are ${nearestFirst(by ?? '', ofSteps).join(', ')}`);
  const kinds = kindsOf(metric);
  if (kind !== undefined && !kinds.includes(kind as ParticipantKind))
    mistakes.add(path, `${show(`@${kind}`)} does not measure ${metric}; known are ${kinds.join(', ')}`);
  if (!aggregate || (kind !== undefined && !kinds.includes(kind as ParticipantKind))) return [];
  const scale = scaleOf(metric)!;
  return [
    {
      metric,
      aggregate,
      ...(kind !== undefined && { participantKind: kind as ParticipantKind }),
      ...scale,
      margin: margins[metric] ?? scale.margin,
      text: `${aggregate} ${metric}${kind === undefined ? '' : `@${kind}`}`,
    },
  ];
}

/** The aggregate that tells how the worse streams fare. */
const worseTail = (metric: MetricName) => (metrics[metric].better === 'lower' ? 'p95' : 'p5');
