import type { LineSeriesOption } from 'echarts';
import { type ChartStep, loadOf } from './chart-step.js';
import { palette } from './palette.js';

/** Distance between two strokes, in shares of a chart's height. */
const gap = 0.07;
/** How much wider than high the plot is drawn, about: the strokes then rise by some 45 degrees. */
const aspect = 3;

/** A part of the x axis. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The parts of the load axis that belong to loads which only inconclusive steps held: halfway to the loads beside them. */
export function inconclusiveSpans(steps: readonly ChartStep[]): Span[] {
  const loads = [...new Set(steps.map(loadOf))].sort((a, b) => a - b);
  const decided = new Set(steps.filter(({ verdict }) => verdict !== 'inconclusive').map(loadOf));
  const spans = loads.flatMap((load, i): Span[] => {
    if (decided.has(load)) return [];
    const [before, after] = [loads[i - 1], loads[i + 1]];
    const reach = ((after ?? load) - (before ?? load)) / (before !== undefined && after !== undefined ? 4 : 2);
    const from = before === undefined ? load - reach / 2 : (before + load) / 2;
    return [{ from, to: after === undefined ? load : (load + after) / 2 }];
  });
  return spans
    .filter((span, i) => spans[i - 1]?.to !== span.from)
    .map((first) => ({ from: first.from, to: endOf(first, spans) }));
}

/** Spans that touch are one. */
function endOf(first: Span, spans: readonly Span[]): number {
  const next = spans.find(({ from }) => from === first.to);
  return next ? endOf(next, spans) : first.to;
}

/**
 * Slanting strokes over parts of a chart whose axes end at `maxX` and `maxY`: a drawing that tells without colour that these parts decide
 * nothing. Null without any part.
 */
export function hatchSeries(spans: readonly Span[], maxX: number, maxY: number): LineSeriesOption | null {
  const strokes = spans.flatMap((span) => strokesOf({ from: span.from / maxX, to: span.to / maxX }));
  if (strokes.length === 0) return null;
  const point = ([x, y]: readonly [number, number]) => ({ coord: [x * maxX, y * maxY] });
  return {
    type: 'line',
    name: 'hatching',
    silent: true,
    symbol: 'none',
    lineStyle: { width: 0 },
    z: 1,
    data: [
      [0, 0],
      [maxX, 0],
    ],
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      label: { show: false },
      lineStyle: { color: palette.inconclusive, width: 1, type: 'solid', opacity: 0.45 },
      data: strokes.map(([from, to]) => [point(from), point(to)] as [{ coord: number[] }, { coord: number[] }]),
    },
  };
}

type Point = readonly [x: number, y: number];

/** Strokes of slope 1 (seen), in shares of both axes, cut at the edges of the span. */
function strokesOf({ from, to }: Span): [Point, Point][] {
  const strokes: [Point, Point][] = [];
  const step = gap / aspect;
  const rise = 1 / aspect;
  // A stroke that starts at x = start reaches the top at x = start + rise.
  const first = Math.floor((from - rise) / step) * step;
  for (let start = first; start < to; start += step) {
    const [left, right] = [Math.max(from, start), Math.min(to, start + rise)];
    if (right - left > 1e-6)
      strokes.push([
        [left, (left - start) / rise],
        [right, (right - start) / rise],
      ]);
  }
  return strokes;
}
