import { isMetricName, metrics } from '../../src/model/metrics.js';
import type { HeldStep } from '../../src/model/progress.js';
import { type MetricFigure, metricFigures, nameOf, plainFigures } from '../format/step-figures.js';
import type { Labels } from './exposition.js';
import type { Families } from './families.js';
import { metricName, ownName, plainName } from './names.js';

/**
 * Adds each figure of a step with the labels `step`, `attempt` and `repetition`, metrics also with `aggregate`, `kind` (of participant) and
 * `window`.
 * @param wanted which of its metrics' figures; default: all
 */
export function addStep(
  families: Families,
  step: HeldStep,
  ofScenario: Labels,
  wanted: (figure: MetricFigure) => boolean = () => true,
): void {
  const { index, attempt, repetition = 1 } = step;
  const labels = { ...ofScenario, step: index, attempt, repetition };
  families.addVerdict(ownName('stepVerdict'), labels, step.verdict);
  for (const [name, value] of plainFigures(step)) families.add(plainName(name), `${name} of a step`, labels, value);
  for (const figure of metricFigures(step).filter(wanted)) {
    const { metric, aggregate, window = '', unit, value } = figure;
    const [, kind = ''] = metric.split('@');
    const counted = aggregate === 'count';
    const family = counted ? metricName(`${nameOf(metric)}.samples`, '') : metricName(metric, unit);
    const help = counted ? `Samples of ${nameOf(metric)}` : helpOf(metric);
    families.add(
      family,
      help,
      { ...labels, ...(!counted && { aggregate }), ...(kind && { kind }), ...(window && { window }) },
      value,
    );
  }
}

/** What a metric means, for people. */
export function helpOf(metric: string): string {
  const name = nameOf(metric);
  return isMetricName(name) ? metrics[name].definition : name;
}
