import { streamFaultKinds } from '../model/figures.js';
import type { StreamCell } from '../model/stream-cells.js';
import { type MatrixLayout, nameHeight } from './matrix-layout.js';

/** Shares of the nominal at which a cell changes its shade, best first. */
export const matrixShades = [
  { id: 'good', from: 0.95, words: '95 % and more' },
  { id: 'fair', from: 0.8, words: '80 to 95 %' },
  { id: 'poor', from: 0.5, words: '50 to 80 %' },
  { id: 'weak', from: 0, words: 'under 50 %' },
] as const;

export type MatrixShade = (typeof matrixShades)[number]['id'] | 'fault' | 'unknown';

/** The worst of the streams of one sender to one receiver; the kinds of media that are not wanted are left out before. */
export function worstByPair(cells: readonly StreamCell[]): Map<string, StreamCell> {
  const worst = new Map<string, StreamCell>();
  for (const cell of cells) {
    const key = pairKey(cell);
    const before = worst.get(key);
    if (!before || rank(cell) < rank(before)) worst.set(key, cell);
  }
  return worst;
}

export const pairKey = ({ session, from, to }: Pick<StreamCell, 'session' | 'from' | 'to'>): string =>
  `${session}/${from}/${to}`;

export function shadeOf({ fault, quality }: Pick<StreamCell, 'fault' | 'quality'>): MatrixShade {
  if (fault) return 'fault';
  if (quality === undefined) return 'unknown';
  // Cells know steps of half a percent.
  return matrixShades.find(({ from }) => quality + 1e-9 >= from)?.id ?? 'weak';
}

/**
 * A heat map as SVG text: one path per shade, so that ten thousand cells are drawn at once. Shades are classes `cell-…` of the page. A
 * faulty stream bears a mark as well, for those who do not see colours.
 */
export function matrixSvg(layout: MatrixLayout, cells: readonly StreamCell[], label: string): string {
  const { width, height, cell, size, blocks } = layout;
  const at = new Map(blocks.map((block) => [block.session, block]));
  const paths = new Map<MatrixShade, string[]>();
  const marks: string[] = [];
  const side = cell > 5 ? cell - 1 : cell;
  for (const stream of worstByPair(cells).values()) {
    const block = at.get(stream.session);
    if (!block) continue;
    const [x, y] = [block.x + stream.to * cell, block.y + stream.from * cell];
    const shade = shadeOf(stream);
    const path = paths.get(shade) ?? [];
    paths.set(shade, path);
    path.push(`M${x} ${y}h${side}v${side}h-${side}z`);
    if (shade === 'fault' && cell > 5) marks.push(crossAt(x, y, side));
  }
  const drawn = [...paths].map(([shade, path]) => `<path class="cell-${shade}" d="${path.join('')}"/>`);
  // Small blocks stand so close that only some names fit.
  const every = Math.max(1, Math.ceil(26 / (cell * size)));
  const names = blocks
    .filter((_, i) => i % every === 0)
    .map(
      ({ session, x, y }) =>
        `<text x="${x}" y="${y - nameHeight + 10}">${blocks.length > 12 ? '' : 'session '}${session}</text>`,
    );
  const frames = blocks.map(({ x, y }) => `M${x} ${y}h${size * cell}v${size * cell}h-${size * cell}z`).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="heat" role="img" aria-label="${escapeAttribute(label)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<path class="cell-none" d="${frames}"/>`,
    ...drawn,
    `<path class="cell-mark" d="${marks.join('')}"/>`,
    ...names,
    '</svg>',
  ].join('\n');
}

function crossAt(x: number, y: number, side: number): string {
  const inset = side * 0.3;
  const length = side - 2 * inset;
  const [left, top] = [round(x + inset), round(y + inset)];
  return `M${left} ${top}l${round(length)} ${round(length)}m0 -${round(length)}l-${round(length)} ${round(length)}`;
}

/** Faults first, worst first, then by quality. */
const rank = ({ fault, quality }: StreamCell): number =>
  fault ? streamFaultKinds.indexOf(fault) - streamFaultKinds.length : (quality ?? 2);

const round = (value: number): number => Math.round(value * 10) / 10;

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
