import type { EChartsOption } from 'echarts';
import type { UnitDisplay } from '../model/format.js';
import type { Verdict } from '../model/verdict.js';
import { frame, valueAxis } from './axes.js';
import { markOf } from './marks.js';
import { palette } from './palette.js';

/** What one run came to. */
export interface HistoryPoint {
  /** Number of the run. */
  readonly run: number;
  readonly verdict: Verdict;
  /** Undefined: not measured; the line has a gap there. */
  readonly value: number | undefined;
}

/** One figure over runs, in their order. Null when fewer than two runs have it: no curve then. */
export function historyChart(points: readonly HistoryPoint[], display: UnitDisplay): EChartsOption | null {
  const values = points.flatMap(({ value }) => value ?? []);
  if (values.length < 2) return null;
  return {
    ...frame,
    xAxis: {
      type: 'category',
      data: points.map(({ run }) => String(run)),
      name: 'run',
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: palette.muted, fontSize: 12 },
      axisLabel: { color: palette.muted, fontSize: 12, hideOverlap: true },
      axisLine: { lineStyle: { color: palette.muted } },
      axisTick: { show: false },
    },
    yAxis: valueAxis(display, Math.max(...values) * display.factor),
    series: [
      {
        type: 'line',
        silent: true,
        showSymbol: true,
        lineStyle: { color: palette.line, width: 2 },
        data: points.map(({ value, verdict }) =>
          value === undefined
            ? { value: '-' }
            : { value: value * display.factor, ...markOf({ verdict, impaired: false }) },
        ),
      },
    ],
  };
}
