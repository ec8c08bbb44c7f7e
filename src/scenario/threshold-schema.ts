import { type MetricName, metricNames, metrics, type ParticipantKind, participantKinds } from '../model/metrics.js';
import { aggregates, type ResolvedThreshold } from '../model/scenario.js';
import { show } from '../model/show.js';
import { parseThreshold, type ThresholdMistake, thresholdOperators } from '../quality/parse-threshold.js';
import type { Mistakes } from './mistakes.js';
import { nearestFirst } from './nearest.js';
import { readBoundCheck } from './window-schema.js';
import { windowText } from './windows.js';

/** Metrics that a threshold may use. */
const thresholdMetrics: readonly MetricName[] = metricNames.filter((name) => metrics[name].scope !== 'platform');

/** Reads the thresholds of a scenario, and collects what is wrong with them. */
export function readThresholds(input: unknown, mistakes: Mistakes): ResolvedThreshold[] {
  if (input === undefined) return [];
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    mistakes.add('thresholds', `expected an object such as { joinTime: ['p95 < 3000'] }, given ${show(input)}`);
    return [];
  }
  return Object.entries(input).flatMap(([key, texts]) => readMetric(key, texts, mistakes));
}

function readMetric(key: string, texts: unknown, mistakes: Mistakes): ResolvedThreshold[] {
  const path = `thresholds.${key}`;
  const measured = readKey(key, path, mistakes);
  if (!Array.isArray(texts) || texts.length === 0) {
    mistakes.add(path, `expected a list such as ['p95 < 3000'], given ${show(texts)}`);
    return [];
  }
  return texts.flatMap((text: unknown, i) => {
    const bound = readBoundCheck(text, `${path}.${i}`, mistakes);
    if (!bound) return [];
    const { check, window } = bound;
    const parts = typeof check === 'string' ? parseThreshold(check) : { mistake: 'form' as const, given: show(check) };
    if ('mistake' in parts) mistakes.add(`${path}.${i}`, sentenceOf(parts, check));
    if ('mistake' in parts || !measured) return [];
    return [{ ...measured, ...parts, ...(window && { window, text: `${parts.text} ${windowText(window)}` }) }];
  });
}

/** Takes `metric@kind` apart. */
function readKey(
  key: string,
  path: string,
  mistakes: Mistakes,
): Pick<ResolvedThreshold, 'metric' | 'participantKind'> | undefined {
  const [metric = '', kind, ...more] = key.split('@');
  const known = thresholdMetrics.find((name) => name === metric);
  if (!known) {
    mistakes.add(
      path,
      `unknown metric ${show(metric)}; known are ${nearestFirst(metric, thresholdMetrics).join(', ')}`,
    );
    return undefined;
  }
  if (kind === undefined) return { metric };
  const kinds = kindsOf(known);
  if (more.length === 0 && kinds.includes(kind as ParticipantKind))
    return { metric, participantKind: kind as ParticipantKind };
  const allowed = [metric, ...kinds.map((of) => `${metric}@${of}`)].join(', ');
  mistakes.add(path, `${show(key.slice(metric.length))} does not measure ${metric}; write one of ${allowed}`);
  return undefined;
}

/** Kinds of participant that measure a metric one value each; none for figures of steps and generators. */
export function kindsOf(metric: MetricName): readonly ParticipantKind[] {
  const { scope, kinds } = metrics[metric];
  return scope === 'step' ? [] : participantKinds.filter((kind) => (kinds as readonly string[]).includes(kind));
}

function sentenceOf({ mistake, given }: ThresholdMistake, text: unknown): string {
  switch (mistake) {
    case 'form':
      return `expected '<aggregate> <operator> <number>' such as 'p95 < 3000', given ${show(text)}`;
    case 'aggregate':
      return `unknown aggregate ${show(given)} in ${show(text)}; known are ${nearestFirst(given, aggregates).join(', ')}`;
    case 'operator':
      return `unknown operator ${show(given)} in ${show(text)}; known are ${thresholdOperators.join(', ')}`;
    case 'number':
      return `expected a number in ${show(text)}, given ${show(given)}`;
  }
}
