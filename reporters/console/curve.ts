import { niceCeiling } from '../../src/charts/axes.js';
import { type ChartPoint, levelsOf, pointsOf } from '../../src/charts/points.js';
import { displayOf, formatThreshold } from '../../src/model/format.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { curveMetric } from '../format/curve-metric.js';
import { BrailleCanvas } from './braille.js';
import { type Paint, verdictStyle } from './colours.js';

const rows = 8;
const gutter = 7;
const marks = { passed: '●', failed: '✗', inconclusive: '○' } as const;

/**
 * The load curve in characters: the judged aggregate of the main metric against media connections, its threshold and a mark per step.
 * Empty when fewer than two loads measured it.
 * @param width columns of the terminal that may be used; at least 40
 */
export function drawCurve(scenario: ScenarioModel, paint: Paint, width: number): string[] {
  const { metric, aggregate, threshold } = curveMetric(scenario);
  const points = pointsOf(scenario.steps, metric);
  const levels = levelsOf(points);
  if (levels.length < 2) return [];

  const display = displayOf(metric);
  const heightOf = (point: ChartPoint) => point.values[aggregate] * display.factor;
  const bound = threshold === undefined ? undefined : threshold.bound * display.factor;
  const top = niceCeiling(Math.max(...points.map(heightOf), bound ?? 0));
  const columns = width - gutter - 2;
  const highestLoad = levels.at(-1)!.load;
  // One column is kept free on the right, so that the last mark does not touch the edge.
  const x = (load: number) => Math.round((load / highestLoad) * (columns - 2) * 2);
  const y = (value: number) => Math.round((1 - Math.max(0, value) / top) * (rows * 4 - 1));

  const canvas = new BrailleCanvas(columns, rows);
  levels.slice(1).forEach((level, i) => {
    const before = levels[i]!;
    canvas.line(x(before.load), y(heightOf(before)), x(level.load), y(heightOf(level)));
  });
  const cells = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const drawn = canvas.at(column, row);
      if (drawn !== undefined) return paint('cyan', drawn);
      return bound !== undefined && row === y(bound) >> 2 ? paint('dim', '╌') : ' ';
    }),
  );
  for (const point of points)
    cells[y(heightOf(point)) >> 2]![x(point.load) >> 1] = paint(verdictStyle[point.verdict], marks[point.verdict]);

  const needed = threshold ? ` (╌ ${formatThreshold(metric, threshold.text)})` : '';
  return [
    `${metric} ${aggregate} by media connections${needed}`,
    ...cells.map((row, i) => `${label(i, top, bound, y)} ${i === rows - 1 ? '┴' : '┤'}${row.join('').trimEnd()}`),
    axisOf(levels, x),
  ];
}

function label(row: number, top: number, bound: number | undefined, y: (value: number) => number): string {
  const value =
    row === 0 ? top : row === rows - 1 ? 0 : bound !== undefined && row === y(bound) >> 2 ? bound : undefined;
  return (value === undefined ? '' : String(Number(value.toPrecision(4)))).padStart(gutter);
}

/** The loads under their columns, from the right, leaving out those that would touch their neighbour. */
function axisOf(levels: readonly ChartPoint[], x: (load: number) => number): string {
  const start = gutter + 2;
  let line = '';
  let free = Number.POSITIVE_INFINITY;
  for (const { load } of [...levels].reverse()) {
    const text = String(load);
    const at = Math.max(start, start + (x(load) >> 1) - Math.floor(text.length / 2));
    if (at + text.length > free) continue;
    line = line === '' ? ' '.repeat(at) + text : line.slice(0, at) + text + line.slice(at + text.length);
    free = at - 1;
  }
  return line;
}
