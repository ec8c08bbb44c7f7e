import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutMatrix, pairAt } from '../../../src/charts/matrix-layout.js';
import { matrixSvg, shadeOf, worstByPair } from '../../../src/charts/matrix-svg.js';
import type { StreamCell } from '../../../src/model/stream-cells.js';

const cell = (session: number, from: number, to: number, more: Partial<StreamCell> = {}): StreamCell => ({
  session,
  from,
  to,
  kind: 'video',
  receiver: 'native',
  quality: 1,
  ...more,
});

const rooms = (count: number, size: number) =>
  Array.from({ length: count * size * size }, (_, i) =>
    cell(Math.floor(i / (size * size)), Math.floor(i / size) % size, i % size),
  ).filter(({ from, to }) => from !== to);

test('sessions stand in rows that fit, and a point finds its sender and receiver', () => {
  const layout = layoutMatrix(rooms(3, 7), 400);
  assert.ok(layout.width <= 400);
  assert.equal(layout.size, 7);
  const { x, y } = layout.blocks[2]!;
  assert.deepEqual(pairAt(layout, x + layout.cell * 4.5, y + layout.cell * 1.5), { session: 2, from: 1, to: 4 });
  assert.equal(pairAt(layout, x - 1, y), undefined);
});

test('ten thousand streams fit on a screen', () => {
  const layout = layoutMatrix(rooms(240, 7), 1000);
  assert.ok(layout.height <= 640 && layout.width <= 1000, `${layout.width} × ${layout.height}`);
});

test('a pair shows the worse of its streams, and a fault before any quality', () => {
  const pair = [cell(0, 1, 2, { quality: 0.2 }), cell(0, 1, 2, { kind: 'audio', quality: 1, fault: 'frozen' })];
  assert.equal(worstByPair(pair).get('0/1/2')!.fault, 'frozen');
  assert.equal(worstByPair([...pair, cell(0, 1, 2, { fault: 'missing' })]).get('0/1/2')!.fault, 'missing');
  const { quality: _, ...unmeasured } = cell(0, 1, 2);
  assert.equal(worstByPair([unmeasured, cell(0, 1, 2, { quality: 0.9 })]).get('0/1/2')!.quality, 0.9);
});

test('shades follow the share of the nominal', () => {
  assert.deepEqual(
    [1, 0.95, 0.945, 0.8, 0.5, 0.495, 0].map((quality) => shadeOf({ quality })),
    ['good', 'good', 'fair', 'fair', 'poor', 'weak', 'weak'],
  );
  assert.deepEqual([shadeOf({}), shadeOf({ quality: 1, fault: 'missing' })], ['unknown', 'fault']);
});

test('every pair is one cell, a fault is crossed as well, and a label stays text', () => {
  const cells = [...rooms(2, 3), cell(1, 0, 1, { fault: 'missing' })];
  const svg = matrixSvg(layoutMatrix(cells, 300), cells, 'a "b" <c>');
  assert.match(svg, /aria-label="a &#34;b&#34; &#60;c&#62;"/);
  assert.equal(svg.match(/cell-good" d="([^"]*)"/)![1]!.match(/M/g)!.length, 11);
  assert.equal(svg.match(/cell-fault" d="([^"]*)"/)![1]!.match(/M/g)!.length, 1);
  assert.ok(svg.match(/cell-mark" d="([^"]*)"/)![1]!.length > 0);
});
