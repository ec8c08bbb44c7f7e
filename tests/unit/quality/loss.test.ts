import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { streamValues } from '../../../src/quality/stream-values.js';
import { good, type Second, series } from './series.js';

const lossOf = (seconds: readonly Second[]) => {
  const values = streamValues(series(seconds), { from: 0, to: 60_000 });
  return { residual: values['video.residualLoss'], network: values['video.networkLoss'] };
};

describe('a browser without RTX', () => {
  test('knows only what stayed lost', () => {
    assert.deepEqual(lossOf([{ ...good, packetsReceived: 95, packetsLost: 5 }]), {
      residual: 0.05,
      network: undefined,
    });
  });

  test('takes back what came late: 6 of 200, not 10', () => {
    const seconds = [
      { ...good, packetsReceived: 90, packetsLost: 10 },
      { ...good, packetsReceived: 104, packetsLost: -4 },
    ];
    assert.deepEqual(lossOf(seconds), { residual: 0.03, network: undefined });
  });

  test('what was lost before the window and came within it is no negative loss', () => {
    assert.equal(lossOf([{ ...good, packetsReceived: 104, packetsLost: -4 }]).residual, 0);
  });
});

test('a browser with RTX tells repaired from lost: 10 lost on the way, 8 repaired, of 100', () => {
  // 90 first arrivals and 8 retransmissions
  const seconds = [{ ...good, packetsReceived: 98, packetsLost: 10, retransmittedPacketsReceived: 8 }];
  assert.deepEqual(lossOf(seconds), { residual: 0.02, network: 0.1 });
});

test('needless retransmissions repair nothing twice', () => {
  const seconds = [{ ...good, packetsReceived: 110, packetsLost: 5, retransmittedPacketsReceived: 15 }];
  assert.deepEqual(lossOf(seconds), { residual: 0, network: 0.05 });
});

test('a native participant counts both itself: of 100, 10 were missing at first and 2 to the end', () => {
  const seconds = [{ ...good, packetsReceived: 98, packetsLost: 2, networkPacketsLost: 10 }];
  assert.deepEqual(lossOf(seconds), { residual: 0.02, network: 0.1 });
});

test('where nothing was expected there is no loss to tell', () => {
  assert.deepEqual(lossOf([{ ...good, packetsReceived: 0 }]), { residual: undefined, network: undefined });
});
