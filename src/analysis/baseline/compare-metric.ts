import type { BaselineRun } from '../../model/baseline.js';
import type { MetricComparison } from '../../model/comparison.js';
import { type MetricName, metrics } from '../../model/metrics.js';
import type { ResolvedPrimaryMetric } from '../../model/scenario.js';
import { round6 } from '../../quality/round.js';
import type { CommonSteps } from './common-steps.js';
import type { Difference } from './outcomes.js';
import { changeOf, fromScale, toScale } from './scale.js';
import { mean, twoSamples } from './two-samples.js';

/** One metric before it is known how many others are compared with it. */
export interface MetricDifference extends Difference {
  readonly primary: ResolvedPrimaryMetric;
  readonly found: Pick<MetricComparison, 'metric' | 'aggregate' | 'scale' | 'steps'>;
}

/**
 * Compares one metric: one summary per run, the mean of its common steps on the metric's scale. Runs that lack the metric in a step are
 * left out; undefined if a side has none left.
 */
export function compareMetric(
  primary: ResolvedPrimaryMetric,
  { steps, baseline, current }: CommonSteps,
): MetricDifference | undefined {
  const sides = [baseline, current].map((runs) => runs.map((run) => figuresOf(run, primary, steps)).filter(isWhole));
  const [before, after] = sides.map((runs) =>
    runs.map((figures) => mean(figures.map(({ value }) => toScale(primary, value)))),
  ) as [number[], number[]];
  if (steps.length === 0 || before.length === 0 || after.length === 0) return undefined;
  const name = `${primary.metric}${primary.participantKind ? `@${primary.participantKind}` : ''}`;
  const result = twoSamples(before, after);
  const change = (difference: number) => round6(changeOf(primary, difference));
  return {
    primary,
    better: metrics[primary.metric as MetricName].better,
    margin: primary.margin,
    runs: [before.length, after.length],
    baseline: round6(fromScale(primary, mean(before))),
    current: round6(fromScale(primary, mean(after))),
    change: change(mean(after) - mean(before)),
    ...(result && {
      interval: [change(result.interval[0]), change(result.interval[1])] as const,
      pRise: result.pRise,
      pFall: result.pFall,
    }),
    found: {
      metric: name,
      aggregate: primary.aggregate,
      scale: primary.scale,
      steps: steps.map((step, i) => ({
        step,
        mediaConnections: sides[0]![0]![i]!.mediaConnections,
        baseline: spreadOf(sides[0]!.map((figures) => figures[i]!.value)),
        current: spreadOf(sides[1]!.map((figures) => figures[i]!.value)),
      })),
    },
  };
}

type Figure = { readonly value: number; readonly mediaConnections: number };

function figuresOf(
  run: BaselineRun,
  { text }: ResolvedPrimaryMetric,
  steps: readonly number[],
): (Figure | undefined)[] {
  return steps.map((index) => {
    const step = run.steps.find((of) => of.step === index);
    const value = step?.values[text];
    return step && value !== undefined ? { value, mediaConnections: step.mediaConnections } : undefined;
  });
}

const isWhole = (figures: (Figure | undefined)[]): figures is Figure[] => !figures.includes(undefined);

function spreadOf(values: readonly number[]): MetricComparison['steps'][number]['baseline'] {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return { min: sorted[0]!, median: round6((low + high) / 2), max: sorted.at(-1)! };
}
