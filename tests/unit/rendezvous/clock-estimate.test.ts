import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ClockEstimate } from '../../../src/rendezvous/clock-estimate.js';

const there = { min: 0, max: 300, noNaN: true };

describe('the estimate of a clock', () => {
  it('bounds the true offset, however unlike the ways there and back, and takes the quickest', () => {
    const exchange = fc.record({ there: fc.double(there), answering: fc.double(there), back: fc.double(there) });
    fc.assert(
      fc.property(
        fc.double({ min: -100_000, max: 100_000, noNaN: true }),
        fc.array(exchange, { minLength: 1, maxLength: 12 }),
        (offsetMs, exchanges) => {
          const estimate = new ClockEstimate();
          for (const [i, delays] of exchanges.entries()) {
            const askedAt = 1_000_000 + i;
            const receivedAt = askedAt + delays.there + offsetMs;
            const answeredAt = receivedAt + delays.answering;
            estimate.add({ askedAt, receivedAt, answeredAt, gotAt: answeredAt + delays.back - offsetMs });
          }
          const found = estimate.at(1_000_000)!;
          assert.ok(Math.abs(found.offsetMs - offsetMs) <= found.uncertaintyMs + 1e-6);
          const quickest = Math.min(...exchanges.map((delays) => delays.there + delays.back));
          assert.ok(found.uncertaintyMs <= quickest / 2 + 1e-6);
        },
      ),
    );
  });

  it('trusts an old exchange less, so that a newer one takes its place', () => {
    const estimate = new ClockEstimate();
    estimate.add({ askedAt: 0, receivedAt: 10.5, answeredAt: 10.5, gotAt: 1 });
    assert.deepEqual(estimate.at(1), { offsetMs: 10, uncertaintyMs: 0.5 });
    estimate.add({ askedAt: 100_000, receivedAt: 100_012, answeredAt: 100_012, gotAt: 100_004 });
    assert.deepEqual(estimate.at(100_004), { offsetMs: 10, uncertaintyMs: 2 });
  });

  it('knows nothing without an exchange', () => {
    assert.equal(new ClockEstimate().at(0), undefined);
  });
});
