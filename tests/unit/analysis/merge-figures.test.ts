import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergeFigures } from '../../../src/analysis/merge-figures.js';
import { packCells, unpackCells } from '../../../src/model/stream-cells.js';
import { figures, holdStartedAt, joinFailure, merged, missingStream } from './figures.js';

const second = figures({
  generator: 2,
  sessions: 2,
  participants: 14,
  mediaConnections: 98,
  expectedStreams: 168,
  flowingStreams: 167,
  values: { joinTime: { native: [0.1], browser: [7] } },
  missing: [missingStream({ session: 1 })],
  missingCount: 1,
  joinFailures: [joinFailure({ session: 1 })],
  joinFailureCount: 1,
  offeredLoad: 0.7,
  platform: { cpu: 0.5 },
  holdStartedAt: holdStartedAt - 5,
  holdSeconds: 29,
});

const cells = (session: number, count = 1) =>
  packCells(
    Array.from({ length: count }, (_, to) => ({ session, from: 0, to, kind: 'video', receiver: 'native' }) as const),
  );

test('the cells of all generators are kept behind each other, or none if one has none or they are too many', () => {
  const of = (generator: number, streams?: string) => figures({ generator, ...(streams && { streams }) });
  const both = mergeFigures([of(2, cells(1)), of(1, cells(0))]);
  assert.deepEqual(
    unpackCells(both.streams!).map(({ session }) => session),
    [0, 1],
  );
  assert.equal(mergeFigures([of(1, cells(0)), of(2)]).streams, undefined);
  assert.equal(mergeFigures([of(1, cells(0, 15_000)), of(2, cells(1, 15_000))]).streams, undefined);
});

test('totals add up, values follow generators, health keeps its generator', () => {
  const both = mergeFigures([second, figures()]);
  assert.deepEqual(
    [both.sessions, both.participants, both.mediaConnections, both.expectedStreams, both.flowingStreams],
    [3, 21, 147, 252, 251],
  );
  assert.deepEqual(both.values.joinTime, {
    browser: [7],
    native: [100, 110, 120, 130, 140, 150, 160, Math.fround(0.1)],
  });
  assert.deepEqual(both.generators, [1, 2]);
  assert.deepEqual(
    both.health.map(({ generator, offeredLoad }) => [generator, offeredLoad]),
    [
      [1, 1],
      [2, 0.7],
    ],
  );
  assert.deepEqual([both.missingCount, both.joinFailureCount], [1, 1]);
  assert.deepEqual(both.platform, { cpu: 0.5 });
  assert.deepEqual([both.holdStartedAt, both.holdSeconds], [holdStartedAt - 5, 29]);
});

test('the order in which figures come does not show', () => {
  assert.equal(JSON.stringify(mergeFigures([second, figures()])), JSON.stringify(mergeFigures([figures(), second])));
});

describe('offered load', () => {
  test('weighs generators by their participants', () => {
    assert.equal(mergeFigures([figures(), second]).offeredLoad, (7 + 0.7 * 14) / 21);
  });

  test('where nothing was due, all of it was offered', () => {
    assert.equal(merged({ participants: 0, offeredLoad: 1 }).offeredLoad, 1);
  });
});

test('lists are bounded and in order; counts stay whole', () => {
  const missing = Array.from({ length: 20 }, (_, i) => missingStream({ to: 20 - i, from: 30 }));
  const all = mergeFigures([
    figures({ missing, missingCount: 400 }),
    figures({ generator: 2, missing, missingCount: 25 }),
  ]);
  assert.equal(all.missing.length, 20);
  assert.deepEqual(
    all.missing.slice(0, 3).map(({ to }) => to),
    [1, 1, 2],
  );
  assert.equal(all.missingCount, 425);
});

test('figures of nothing, or of different steps, are not merged', () => {
  assert.throws(() => mergeFigures([]), RangeError);
  assert.throws(() => mergeFigures([figures(), figures({ step: 2 })]), RangeError);
});

test('pictures stay with the first streams only: evidence travels with every generator', () => {
  const evidence = { seconds: [], events: [], connections: ['receiving from 4: connected'], picture: 'QUJD' };
  const missing = Array.from({ length: 6 }, (_, from) => missingStream({ from: from + 10, evidence }));
  const both = mergeFigures([figures({ missing, missingCount: 6 })]);
  assert.deepEqual(
    both.missing.map(({ evidence: kept }) => kept?.picture),
    ['QUJD', 'QUJD', 'QUJD', 'QUJD', undefined, undefined],
  );
  assert.deepEqual(both.missing.at(-1)?.evidence?.connections, evidence.connections);
});
