import type { MergedFigures } from '../model/figures.js';
import { formatCount, formatMetric, formatThreshold } from '../model/format.js';
import { type MetricName, metrics } from '../model/metrics.js';
import type { GuardMetric, ResolvedScenario, ResolvedThreshold } from '../model/scenario.js';
import { tonePeriodMs } from '../model/tone.js';
import type { Breach } from '../model/verdict.js';
import { aggregate } from '../quality/aggregate.js';
import { meets } from '../quality/meets.js';
import { round6, shortestFloat32 } from '../quality/round.js';
import { spansInWindow, windowText } from '../scenario/windows.js';
import { joinFailureSentence, streamSentence } from './fault-sentences.js';
import { awaitsJoins, type Joining } from './joining.js';
import { countedValues, valuesAmong, valuesOf } from './metric-values.js';

/** What decided against a step, with its sentence. */
export interface ExplainedBreach {
  readonly breach: Breach;
  readonly reason: string;
}

/** Worst first: who could not join explains what is missing, and that explains figures. */
const guardOrder: readonly GuardMetric[] = ['joinFailures', 'missingStreams', 'badStreams'];

/**
 * Guards and thresholds that a step does not meet, worst first.
 * @param joins everyone who joins in the step; default: someone of every kind and role
 */
export function breachesOf(
  figures: MergedFigures,
  scenario: ResolvedScenario,
  joins?: readonly Joining[],
): ExplainedBreach[] {
  const guards = guardOrder.flatMap((metric) => guardBreach(figures, metric, scenario.guards[metric]));
  const thresholds = scenario.thresholds
    .flatMap((threshold) => {
      const values = judgedValues(figures, threshold, scenario);
      if (!values || isTooClose(figures, threshold, values)) return [];
      // A window names the steps that it wants judged; without one, those are meant that can give a value.
      if (values.length === 0 && joins && !threshold.window && !awaitsJoins(threshold, joins)) return [];
      return thresholdBreach(threshold, values);
    })
    .sort((a, b) => b.excess - a.excess);
  return [...guards, ...thresholds];
}

/** Thresholds that cannot be told to be met or not, because the clocks of the generators are not known well enough; one sentence each. */
export function undecided(figures: MergedFigures, scenario: ResolvedScenario): string[] {
  return scenario.thresholds.flatMap((threshold) => {
    const values = judgedValues(figures, threshold, scenario);
    if (!values || !isTooClose(figures, threshold, values)) return [];
    const { aggregate: by, bound, text } = threshold;
    const metric = metricOf(threshold);
    if (values.length === 0)
      return [
        `${metric} is not measured: the clocks of the machines are too far apart to tell it, so that the threshold ${formatThreshold(metric, text)} is open`,
      ];
    const shown = formatMetric(metric, aggregate(values, by, metrics[metric].better), bound);
    const within = formatMetric(metric, uncertaintyOf(figures, metric));
    return [
      `${metric} is not measured well enough: ${by} over ${countedValues(metric, values.length)} is ${shown} ± ${within}, which is too close to the threshold ${formatThreshold(metric, text)}; the clocks of the machines are known no better`,
    ];
  });
}

const uncertaintyOf = ({ uncertainties }: MergedFigures, metric: MetricName): number => uncertainties?.[metric] ?? 0;

/** Whether a value could lie on the other side of its bound, or was left out because no clock tells it. */
function isTooClose(figures: MergedFigures, threshold: ResolvedThreshold, values: readonly number[]): boolean {
  const metric = metricOf(threshold);
  const within = uncertaintyOf(figures, metric);
  if (within === 0 || threshold.aggregate === 'count') return false;
  if (values.length === 0) return metric === 'audio.onsetLatency' && within >= tonePeriodMs;
  return Math.abs(aggregate(values, threshold.aggregate, metrics[metric].better) - threshold.bound) < within;
}

function guardBreach(figures: MergedFigures, metric: GuardMetric, most: number | undefined): ExplainedBreach[] {
  const [value = 0] = valuesOf(figures, metric);
  if (most === undefined || value <= most) return [];
  const allowed = most === 0 ? '' : ` (${formatCount(most)} allowed)`;
  const threshold = most === 0 ? 'max == 0' : `max <= ${most}`;
  return [
    { breach: { kind: 'guard', metric, threshold, value }, reason: `${guardSentence(figures, metric)}${allowed}` },
  ];
}

function guardSentence(figures: MergedFigures, metric: GuardMetric): string {
  switch (metric) {
    case 'joinFailures':
      return joinFailureSentence(figures.joinFailures, figures.joinFailureCount);
    case 'missingStreams':
      return streamSentence(figures.missing, figures.missingCount, 'missing', figures.holdStartedAt);
    case 'badStreams':
      return streamSentence(figures.bad, figures.badCount, 'bad', figures.holdStartedAt);
  }
}

const metricOf = ({ metric }: ResolvedThreshold) => metric as MetricName;

/** What is wrong with the values of a threshold's metric; nothing if they meet it. A threshold without a value is not met. */
export function thresholdBreach(
  threshold: ResolvedThreshold,
  values: readonly number[],
): (ExplainedBreach & { readonly excess: number })[] {
  const { aggregate: by, bound, participantKind, text } = threshold;
  const metric = metricOf(threshold);
  const value = aggregate(values, by, metrics[metric].better);
  if (values.length > 0 && meets(threshold, value)) return [];
  const name = participantKind ? `${metric}@${participantKind}` : metric;
  const head = { kind: 'threshold', metric: name, threshold: text } as const;
  if (values.length === 0 || Number.isNaN(value)) {
    const reason = `${name} has no sample, so that its threshold ${text} fails`;
    return [{ breach: head, reason, excess: Number.POSITIVE_INFINITY }];
  }
  const shown = by === 'count' ? formatCount(value) : formatMetric(metric, value, bound);
  const required = by === 'count' ? text : formatThreshold(metric, text);
  const reason = `${name}: ${by} over ${countedValues(metric, values.length)} is ${shown}, the threshold is ${required}`;
  const found = by === 'avg' ? round6(value) : shortestFloat32(value);
  return [{ breach: { ...head, value: found }, reason, excess: excessOf(value, bound) }];
}

/** The values that a threshold judges; undefined if its window does not concern the step. */
function judgedValues(
  figures: MergedFigures,
  threshold: ResolvedThreshold,
  scenario: ResolvedScenario,
): readonly number[] | undefined {
  const { participantKind, window } = threshold;
  const metric = metricOf(threshold);
  const spans = window ? spansInWindow(scenario, window, figures.step) : 'judged';
  if (!window || spans === 'judged') return valuesOf(figures, metric, participantKind);
  if (spans.length === 0) return undefined;
  return valuesAmong(figures.windows?.[windowText(window)] ?? {}, metric, participantKind);
}

/** How far a value is beyond its bound, whatever the unit. */
function excessOf(value: number, bound: number): number {
  const [small, large] = [Math.abs(value), Math.abs(bound)].sort((a, b) => a - b) as [number, number];
  return large === 0 ? 0 : (large - small) / Math.max(small, large * 1e-9);
}
