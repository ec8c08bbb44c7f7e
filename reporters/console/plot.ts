import { niceCeiling } from '../../src/charts/axes.js';
import type { Verdict } from '../../src/model/verdict.js';
import { BrailleCanvas } from './braille.js';
import { type Paint, verdictStyle } from './colours.js';

const rows = 8;
const gutter = 7;
const marks = { passed: '●', failed: '✗', inconclusive: '○' } as const;

/** A place in a plot. */
export interface PlotPoint {
  /** From 0, the left edge, to 1, the right one. */
  readonly x: number;
  /** In the unit of the axis. */
  readonly y: number;
}

export interface Plot {
  /** Joined by a line, from left to right. */
  readonly line: readonly PlotPoint[];
  readonly marks: readonly (PlotPoint & { readonly verdict: Verdict })[];
  /** A dashed line across. */
  readonly bound?: number | undefined;
  /** Under the axis, from left to right; those that would touch their right neighbour are left out. */
  readonly labels: readonly { readonly x: number; readonly text: string }[];
}

/** Draws a plot in characters, its axis from 0. @param width columns of the terminal; at least 40 */
export function drawPlot({ line, marks: marked, bound, labels }: Plot, paint: Paint, width: number): string[] {
  const top = niceCeiling(Math.max(...marked.map((point) => point.y), bound ?? 0));
  const columns = width - gutter - 2;
  // One column is kept free on the right, so that the last mark does not touch the edge.
  const x = (fraction: number) => Math.round(fraction * (columns - 2) * 2);
  const y = (value: number) => Math.round((1 - Math.max(0, value) / top) * (rows * 4 - 1));

  const canvas = new BrailleCanvas(columns, rows);
  line.slice(1).forEach((to, i) => {
    const from = line[i]!;
    canvas.line(x(from.x), y(from.y), x(to.x), y(to.y));
  });
  const cells = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const drawn = canvas.at(column, row);
      if (drawn !== undefined) return paint('cyan', drawn);
      return bound !== undefined && row === y(bound) >> 2 ? paint('dim', '╌') : ' ';
    }),
  );
  for (const point of marked)
    cells[y(point.y) >> 2]![x(point.x) >> 1] = paint(verdictStyle[point.verdict], marks[point.verdict]);
  return [
    ...cells.map((row, i) => `${label(i, top, bound, y)} ${i === rows - 1 ? '┴' : '┤'}${row.join('').trimEnd()}`),
    axisOf(labels, x),
  ];
}

function label(row: number, top: number, bound: number | undefined, y: (value: number) => number): string {
  const value =
    row === 0 ? top : row === rows - 1 ? 0 : bound !== undefined && row === y(bound) >> 2 ? bound : undefined;
  return (value === undefined ? '' : String(Number(value.toPrecision(4)))).padStart(gutter);
}

/** The labels under their columns, from the right. */
function axisOf(labels: Plot['labels'], x: (fraction: number) => number): string {
  const start = gutter + 2;
  let line = '';
  let free = Number.POSITIVE_INFINITY;
  for (const { x: fraction, text } of [...labels].reverse()) {
    const at = Math.max(start, start + (x(fraction) >> 1) - Math.floor(text.length / 2));
    if (at + text.length > free) continue;
    line = line === '' ? ' '.repeat(at) + text : line.slice(0, at) + text + line.slice(at + text.length);
    free = at - 1;
  }
  return line;
}
