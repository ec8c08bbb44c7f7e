import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamValues } from '../../../src/quality/stream-values.js';
import { sending } from './series.js';

const window = { from: 0, to: 10_000 };

test('what is sent is a mean over the hold', () => {
  assert.deepEqual(streamValues(sending([{}, {}, {}]), window), { sendBitrate: 500 });
});

test('round trips are p95 of those measured', () => {
  const samples = sending([{ roundTripTime: 0.9 }, { roundTripTime: 0.02 }, {}, { roundTripTime: 0.05 }]);
  assert.equal(streamValues(samples, window).hopRoundTripTime, 50);
});

test('limits are shares of the hold', () => {
  const samples = sending([
    { qualityLimitationDurations: { cpu: 1, bandwidth: 4 } },
    { qualityLimitationDurations: { cpu: 1.5, bandwidth: 4 } },
    { qualityLimitationDurations: { cpu: 2, bandwidth: 5 } },
  ]);
  const { qualityLimitedByCpu, qualityLimitedByBandwidth } = streamValues(samples, window);
  assert.deepEqual([qualityLimitedByCpu, qualityLimitedByBandwidth], [0.5, 0.5]);
});
