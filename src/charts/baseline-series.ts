import type { LineSeriesOption } from 'echarts';
import type { MetricComparison } from '../model/comparison.js';
import { palette } from './palette.js';

/** What earlier runs had, under the curve of now: their median, and the range in which they lie. */
export function baselineSeries(
  { steps }: Pick<MetricComparison, 'steps'>,
  shown: (value: number) => number,
): LineSeriesOption[] {
  const levels = steps.toSorted((a, b) => a.mediaConnections - b.mediaConnections);
  const unseen = { type: 'line', stack: 'baseline', symbol: 'none', silent: true, lineStyle: { width: 0 } } as const;
  const at = (read: (spread: (typeof levels)[number]['baseline']) => number) =>
    levels.map(({ mediaConnections, baseline }) => [mediaConnections, shown(read(baseline))]);
  return [
    { ...unseen, data: at(({ min }) => min) },
    { ...unseen, areaStyle: { color: palette.muted, opacity: 0.2 }, data: at(({ min, max }) => max - min) },
    {
      type: 'line',
      symbol: 'none',
      silent: true,
      lineStyle: { color: palette.muted, width: 1.5, type: 'dotted' },
      data: at(({ median }) => median),
    },
  ];
}
