import type { EChartsOption } from 'echarts';
import { frame, niceCeiling } from './axes.js';
import { palette } from './palette.js';

/** One bar of the overview: what a scenario held, and where it failed. */
export interface HeldLoad {
  readonly title: string;
  /** Media connections of the highest passed step; 0 when none passed. */
  readonly held: number;
  /** Media connections of the first failed step, if any. */
  readonly failedAt?: number;
}

/** Longest title that fits beside the bars of a phone's width. */
const longestTitle = 22;
/** CSS pixels that such a title takes in a wide typeface. */
const titleWidth = 172;

/** What each scenario held, as horizontal bars, with the way to its first failure in red. */
export function capacityChart(loads: readonly HeldLoad[]): EChartsOption {
  const highest = Math.max(...loads.map(({ held, failedAt }) => Math.max(held, failedAt ?? 0)));
  const label = { show: true, fontSize: 12, fontFamily: 'inherit' } as const;
  return {
    ...frame,
    grid: { left: titleWidth, right: 16, top: 8, bottom: 44 },
    xAxis: {
      type: 'value',
      min: 0,
      max: niceCeiling(highest),
      splitNumber: 4,
      name: 'media connections',
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: palette.muted, fontSize: 12 },
      axisLabel: { color: palette.muted, fontSize: 12 },
      splitLine: { lineStyle: { color: palette.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: loads.map(({ title }) => (title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title)),
      axisLabel: { color: palette.ink, fontSize: 12, interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.muted } },
    },
    series: [
      {
        type: 'bar',
        stack: 'load',
        silent: true,
        barMaxWidth: 22,
        itemStyle: { color: palette.passed },
        data: loads.map(({ held }) => held),
        label: { ...label, position: 'insideRight', color: palette.paper },
      },
      {
        type: 'bar',
        stack: 'load',
        silent: true,
        itemStyle: { color: palette.failed, opacity: 0.25 },
        data: loads.map(({ held, failedAt }) => (failedAt === undefined ? 0 : Math.max(0, failedAt - held))),
      },
    ],
  };
}
