import { niceCeiling } from '../../src/charts/axes.js';
import { loadName } from '../../src/charts/chart-step.js';
import { levelsOf, pointsOf } from '../../src/charts/points.js';
import { displayOf } from '../../src/model/format.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { curveMetric } from '../format/curve-metric.js';

/** The load curve as a Mermaid chart, which GitHub and GitLab draw. Empty when there is no curve. */
export function mermaidCurve(scenario: ScenarioModel): string[] {
  const { metric, aggregate, threshold } = curveMetric(scenario);
  const levels = levelsOf(pointsOf(scenario.steps, metric));
  if (levels.length < 2) return [];
  const display = displayOf(metric);
  const shown = (value: number) => Number((value * display.factor).toPrecision(4));
  const values = levels.map((level) => shown(level.values[aggregate]));
  const bound = threshold === undefined ? undefined : shown(threshold.bound);
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis "${loadName(scenario.steps)}" [${levels.map(({ load }) => `"${load}"`).join(', ')}]`,
    `  y-axis "${metric} ${aggregate}${display.symbol ? `, ${display.symbol}` : ''}" 0 --> ${niceCeiling(Math.max(...values, bound ?? 0))}`,
    `  line [${values.join(', ')}]`,
    ...(bound === undefined ? [] : [`  line [${values.map(() => bound).join(', ')}]`]),
    '```',
  ];
}
