import type { EChartsOption, XAXisComponentOption, YAXisComponentOption } from 'echarts';
import type { UnitDisplay } from '../model/format.js';
import { palette } from './palette.js';

const text = { color: palette.muted, fontSize: 12, fontFamily: 'inherit' } as const;
const axisLine = { show: true, lineStyle: { color: palette.muted, width: 1 } } as const;
/** More labels than this do not fit under a chart of a phone's width. */
const mostTicks = 8;
/** A percentage axis reaches at least this far: a loss of 0.01 % must not look like a mountain. */
const leastPercent = 1;

/** What every chart shares: no motion, the page's typeface, room for labels. */
export const frame = {
  animation: false,
  backgroundColor: 'transparent',
  color: [palette.line],
  textStyle: { fontFamily: 'inherit', color: palette.ink },
  grid: { left: 7, right: 12, top: 26, bottom: 26, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
} satisfies EChartsOption;

/** The x axis of every load curve, with ticks at the loads that were held. */
export function loadAxis(loads: readonly number[], name: string): XAXisComponentOption {
  const ticks = thin([...new Set(loads)].sort((a, b) => a - b));
  return {
    type: 'value',
    min: 0,
    max: Math.ceil(Math.max(...loads) * 1.06),
    name,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: text,
    axisLabel: { ...text, customValues: ticks, hideOverlap: true, formatter: '{value}' },
    axisTick: { show: true, customValues: ticks, lineStyle: { color: palette.muted } },
    axisLine,
    splitLine: { show: false },
  };
}

/** The y axis of a metric, from 0, in the unit that people read. */
export function valueAxis(display: UnitDisplay, highest: number): YAXisComponentOption {
  const max = niceCeiling(Math.max(highest, display.symbol === '%' ? leastPercent : 0));
  return {
    type: 'value',
    min: 0,
    max,
    name: display.symbol,
    nameGap: 10,
    nameTextStyle: { ...text, align: 'right' },
    // Half a stream does not exist.
    interval: Math.max(niceInterval(max), display.decimals === 0 && display.symbol === '' ? 1 : 0),
    axisLabel: text,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: palette.grid, width: 1 } },
  };
}

/** The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is at least `value`, so that four grid lines fall on round numbers. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(6));
}

/** Distance of the grid lines under such a ceiling: they end on it. */
function niceInterval(ceiling: number): number {
  const power = 10 ** Math.floor(Math.log10(ceiling) + 1e-9);
  const intervals: Readonly<Record<string, number>> = { 1: 0.25, 1.5: 0.5, 2: 0.5, 3: 1, 4: 1, 5: 1, 6: 2, 8: 2 };
  return Number(((intervals[Number((ceiling / power).toPrecision(3))] ?? 0.25) * power).toPrecision(6));
}

function thin(ticks: readonly number[]): number[] {
  const every = Math.ceil(ticks.length / mostTicks);
  // Counted from the end: the highest load matters most.
  return ticks.filter((_, i) => (ticks.length - 1 - i) % every === 0);
}
