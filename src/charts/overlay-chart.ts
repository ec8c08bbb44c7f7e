import type { EChartsOption } from 'echarts';
import { displayOf } from '../model/format.js';
import type { Aggregate } from '../model/scenario.js';
import { frame, loadAxis, valueAxis } from './axes.js';
import { type ChartStep, loadName } from './chart-step.js';
import { palette } from './palette.js';
import { levelsOf, pointsOf } from './points.js';

/**
 * The load curves of several runs of one metric: the last run in full, those before it faint, the first of them dashed. Null when fewer
 * than two runs have a curve.
 */
export function overlayChart(
  runs: readonly (readonly ChartStep[])[],
  metric: string,
  aggregate: Aggregate,
): EChartsOption | null {
  const curves = runs.map((steps) => levelsOf(pointsOf(steps, metric))).filter((levels) => levels.length >= 2);
  if (curves.length < 2) return null;
  const display = displayOf(metric);
  const points = curves.flat();
  const last = curves.length - 1;
  return {
    ...frame,
    xAxis: loadAxis(
      points.map(({ load }) => load),
      loadName(runs.flat()),
    ),
    yAxis: valueAxis(display, Math.max(...points.map(({ values }) => values[aggregate])) * display.factor),
    series: curves.map((levels, i) => ({
      type: 'line' as const,
      silent: true,
      showSymbol: i === last,
      symbol: 'circle',
      symbolSize: 6,
      itemStyle: { color: palette.line },
      lineStyle: {
        color: i === last ? palette.line : palette.inconclusive,
        width: i === last ? 2.5 : 1.25,
        type: i === 0 && last > 0 ? ('dashed' as const) : ('solid' as const),
      },
      z: i === last ? 4 : 2,
      data: levels.map(({ load, values }) => [load, values[aggregate] * display.factor]),
    })),
  };
}
