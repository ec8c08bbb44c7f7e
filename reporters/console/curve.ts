import { loadName } from '../../src/charts/chart-step.js';
import { type ChartPoint, levelsOf, pointsOf } from '../../src/charts/points.js';
import { displayOf, formatThreshold } from '../../src/model/format.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { curveMetric } from '../format/curve-metric.js';
import type { Paint } from './colours.js';
import { drawPlot } from './plot.js';

/**
 * The load curve in characters: the judged aggregate of the main metric against the load, its threshold and a mark per step.
 * Empty when fewer than two loads measured it.
 * @param width columns of the terminal that may be used; at least 40
 */
export function drawCurve(scenario: ScenarioModel, paint: Paint, width: number): string[] {
  const { metric, aggregate, threshold } = curveMetric(scenario);
  const points = pointsOf(scenario.steps, metric);
  const levels = levelsOf(points);
  if (levels.length < 2) return [];

  const { factor } = displayOf(metric);
  const highestLoad = levels.at(-1)!.load;
  const place = (point: ChartPoint) => ({ x: point.load / highestLoad, y: point.values[aggregate] * factor });
  const needed = threshold ? ` (╌ ${formatThreshold(metric, threshold.text)})` : '';
  const plot = drawPlot(
    {
      line: levels.map(place),
      marks: points.map((point) => ({ ...place(point), verdict: point.verdict })),
      bound: threshold && threshold.bound * factor,
      labels: levels.map(({ load }) => ({ x: load / highestLoad, text: String(load) })),
    },
    paint,
    width,
  );
  return [`${metric} ${aggregate} by ${loadName(scenario.steps)}${needed}`, ...plot];
}
