import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamFaultKinds } from '../../../src/model/figures.js';
import { countCells, joinCells, packCells, type StreamCell, unpackCells } from '../../../src/model/stream-cells.js';

const cells: StreamCell[] = [
  { session: 0, from: 1, to: 2, kind: 'audio', receiver: 'native', quality: 0.995 },
  { session: 300, from: 65_535, to: 0, kind: 'video', receiver: 'browser' },
  ...streamFaultKinds.map(
    (fault, i): StreamCell => ({ session: i, from: 0, to: 1, kind: 'video', receiver: 'native', fault, quality: 0 }),
  ),
];

test('cells come back as they were, within half a percent', () => {
  assert.deepEqual(unpackCells(packCells(cells)), cells);
  const [found] = unpackCells(packCells([{ ...cells[0]!, quality: 0.4321 }]));
  assert.ok(Math.abs(found!.quality! - 0.4321) <= 0.0025);
});

test('a share outside 0 to 1 is kept inside', () => {
  const shares = unpackCells(packCells([-1, 1.4].map((quality) => ({ ...cells[0]!, quality }))));
  assert.deepEqual(
    shares.map(({ quality }) => quality),
    [0, 1],
  );
});

test('packed cells are joined behind each other and counted', () => {
  const [first, second] = [packCells(cells.slice(0, 1)), packCells(cells.slice(1))];
  assert.deepEqual(unpackCells(joinCells([first, second])), cells);
  assert.equal(countCells(joinCells([first, second])), cells.length);
});

test('half a cell is refused', () => {
  assert.throws(() => unpackCells(Buffer.alloc(12).toString('base64')), RangeError);
});
