import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { freezes } from '../../../src/quality/freezes.js';
import { intervalsWithin } from '../../../src/quality/intervals.js';
import { good, type Second, series, stalled, times } from './series.js';

const frozenSecondsOf = (seconds: readonly Second[], window = { from: 0, to: 60_000 }) =>
  freezes(intervalsWithin(series(seconds), window))?.frozenSeconds;

/** A second at whose end the browser reports freezes that are over. */
const reporting = (totalFreezesDuration: number, second = good) => ({ ...second, totalFreezesDuration });

test('a stream that flows is not frozen', () => {
  assert.deepEqual(freezes(intervalsWithin(series(times(10, good)), { from: 0, to: 10_000 })), {
    frozenSeconds: 0,
    judgedSeconds: 10,
  });
});

test('short freezes are as the browser reports them', () => {
  assert.equal(frozenSecondsOf([good, reporting(0.5), good, reporting(0.25)]), 0.75);
});

test('a long outage that the browser never reports counts', () => {
  assert.equal(frozenSecondsOf([good, ...times(9, stalled), good]), 9);
});

test('an open stall accumulates', () => {
  const found = freezes(intervalsWithin(series([good, good, ...times(4, stalled)]), { from: 0, to: 6000 }));
  assert.deepEqual(found, { frozenSeconds: 4, judgedSeconds: 6, since: 2000 });
});

describe('a stall that is reported later counts once', () => {
  test('in the second in which frames flow again', () => {
    assert.equal(frozenSecondsOf([good, ...times(4, stalled), reporting(4.5), good]), 4.5);
  });

  test('a second after that', () => {
    assert.equal(frozenSecondsOf([good, ...times(4, stalled), good, reporting(4.5), good]), 4.5);
  });

  test('second by second, as native participants do', () => {
    assert.equal(frozenSecondsOf([good, ...times(4, reporting(1, stalled)), good]), 4);
  });
});

test('a freeze long after a stall is another one', () => {
  assert.equal(frozenSecondsOf([...times(3, stalled), ...times(4, good), reporting(0.5)]), 3.5);
});

test('a freeze that began before the window counts only within it', () => {
  const seconds = [...times(8, stalled), reporting(9), ...times(6, good)];
  assert.equal(frozenSecondsOf(seconds, { from: 7000, to: 15_000 }), 2);
});

test('without decoded frames there is nothing to tell', () => {
  assert.equal(frozenSecondsOf([{ packetsReceived: 5 }, { packetsReceived: 5 }]), undefined);
  assert.equal(frozenSecondsOf([]), undefined);
});
