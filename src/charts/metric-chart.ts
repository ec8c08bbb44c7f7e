import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { MetricComparison } from '../model/comparison.js';
import { displayOf, formatThreshold, type UnitDisplay } from '../model/format.js';
import type { Aggregate, ResolvedThreshold } from '../model/scenario.js';
import { frame, loadAxis, valueAxis } from './axes.js';
import { baselineSeries } from './baseline-series.js';
import { type ChartStep, loadName } from './chart-step.js';
import { hatchSeries, inconclusiveSpans } from './hatching.js';
import { kneeOf } from './knee.js';
import { markOf } from './marks.js';
import { palette } from './palette.js';
import { type ChartPoint, levelsOf, pointsOf } from './points.js';
import { thresholdMetric } from './threshold-metric.js';

/** A threshold does not stand at the upper edge, where its label would touch the axis' name. */
const roomForLabel = 1.05;

/** What a chart draws, for its caption. */
export interface MetricChart {
  readonly metric: string;
  readonly option: EChartsOption;
  /** The aggregate at which the marks stand: the first threshold's, else the median. */
  readonly judged: Aggregate;
  /** Whether the band from p5 to p95 is wide enough to be seen. */
  readonly band: boolean;
}

/**
 * The load curve of one metric: median and band from p5 to p95 over streams against the load, a mark per judged step at the
 * aggregate that its threshold judges, the thresholds, the knee, and the baseline of that aggregate where the scenario has one. Null when
 * fewer than two loads measured the metric: no curve then.
 */
export function metricChart(
  steps: readonly ChartStep[],
  metric: string,
  thresholds: readonly ResolvedThreshold[] = [],
  comparisons: readonly MetricComparison[] = [],
): MetricChart | null {
  const points = pointsOf(steps, metric);
  const levels = levelsOf(points);
  if (levels.length < 2) return null;
  const own = thresholds.filter(
    (threshold) => thresholdMetric(threshold) === metric && threshold.aggregate !== 'count' && !threshold.window,
  );
  const judged = own[0]?.aggregate ?? 'p50';
  // A baseline knows its steps by media connections only.
  const comparable = steps.every(({ joinsPerSecond }) => joinsPerSecond === undefined) ? comparisons : [];
  const baseline = comparable.find((of) => of.metric === metric && of.aggregate === judged && of.steps.length > 1);
  const display = displayOf(metric);
  const shown = (value: number) => value * display.factor;
  const heights = [
    ...points.flatMap(({ values }) => [values.p95, values[judged]]),
    ...own.map(({ bound }) => bound * roomForLabel),
    ...(baseline?.steps.map((step) => step.baseline.max) ?? []),
  ];
  const highest = shown(Math.max(...heights));
  const loads = points.map(({ load }) => load);
  const xAxis = loadAxis(loads, loadName(steps));
  const yAxis = valueAxis(display, highest);
  const hatching = hatchSeries(inconclusiveSpans(steps), Number(xAxis.max), Number(yAxis.max));
  const band = levels.some(({ values }) => values.p95 > values.p5);
  return {
    metric,
    judged,
    band,
    option: {
      ...frame,
      xAxis,
      yAxis,
      series: [
        ...(hatching ? [hatching] : []),
        ...(baseline ? baselineSeries(baseline, shown) : []),
        ...(band ? bandSeries(levels, shown) : []),
        lineSeries(levels, 'p50', shown, {
          width: judged === 'p50' ? 2 : 1.25,
          type: judged === 'p50' ? 'solid' : 'dashed',
        }),
        ...(judged === 'p50' ? [] : [lineSeries(levels, judged, shown, { width: 2, type: 'solid' })]),
        marksSeries(points, judged, shown, steps, own, display),
      ],
    },
  };
}

/** Two stacked lines: an unseen one at p5, and on it the band up to p95. */
function bandSeries(levels: readonly ChartPoint[], shown: (value: number) => number): LineSeriesOption[] {
  const unseen = { type: 'line', stack: 'band', symbol: 'none', silent: true, lineStyle: { width: 0 } } as const;
  return [
    { ...unseen, data: levels.map(({ load, values }) => [load, shown(values.p5)]) },
    {
      ...unseen,
      areaStyle: { color: palette.band, opacity: 0.35 },
      data: levels.map(({ load, values }) => [load, shown(values.p95 - values.p5)]),
    },
  ];
}

function lineSeries(
  levels: readonly ChartPoint[],
  aggregate: Aggregate,
  shown: (value: number) => number,
  style: { width: number; type: 'solid' | 'dashed' },
): LineSeriesOption {
  return {
    type: 'line',
    symbol: 'none',
    silent: true,
    lineStyle: { color: palette.line, ...style },
    data: levels.map(({ load, values }) => [load, shown(values[aggregate])]),
  };
}

function marksSeries(
  points: readonly ChartPoint[],
  aggregate: Aggregate,
  shown: (value: number) => number,
  steps: readonly ChartStep[],
  thresholds: readonly ResolvedThreshold[],
  display: UnitDisplay,
): LineSeriesOption {
  const knee = kneeOf(steps);
  return {
    type: 'line',
    silent: true,
    showSymbol: true,
    z: 5,
    lineStyle: { width: 0 },
    data: points.map((point) => ({
      value: [point.load, shown(point.values[aggregate])],
      ...markOf(point),
    })),
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: palette.threshold, type: 'dashed', width: 1.5 },
      label: {
        color: palette.threshold,
        fontSize: 12,
        fontFamily: 'inherit',
        textBorderWidth: 0,
      },
      data: thresholds.map((threshold) => ({
        yAxis: threshold.bound * display.factor,
        // On the side where good values are not.
        label: {
          formatter: formatThreshold(threshold.metric, threshold.text),
          position: threshold.operator.startsWith('>') ? 'insideStartBottom' : 'insideStartTop',
        },
      })),
    },
    ...(knee === null ? {} : { markArea: kneeArea(knee.lastPassed, knee.firstFailed) }),
  };
}

function kneeArea(from: number, to: number): NonNullable<LineSeriesOption['markArea']> {
  return {
    silent: true,
    itemStyle: { color: palette.failed, opacity: 0.09 },
    label: {
      show: true,
      position: 'insideTop',
      color: palette.failed,
      fontSize: 12,
      fontFamily: 'inherit',
      formatter: 'knee',
    },
    data: [[{ xAxis: from }, { xAxis: to }]],
  };
}
