import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tCdf, tQuantile } from '../../../src/analysis/baseline/student-t.js';

describe('the t distribution', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, upper critical values.
  const critical: readonly (readonly [degrees: number, upperTail: number, t: number])[] = [
    [1, 0.05, 6.314],
    [1, 0.01, 31.821],
    [2, 0.025, 4.303],
    [3, 0.01, 4.541],
    [4, 0.05, 2.132],
    [5, 0.025, 2.571],
    [9, 0.025, 2.262],
    [9, 0.01, 2.821],
    [10, 0.005, 3.169],
    [21, 0.05, 1.721],
    [21, 0.001, 3.527],
    [30, 0.025, 2.042],
    [100, 0.01, 2.364],
  ];
  for (const [degrees, upperTail, t] of critical)
    it(`has its upper ${upperTail} beyond ${t} with ${degrees} degrees of freedom`, () => {
      assert.equal(tQuantile(1 - upperTail, degrees).toFixed(3), t.toFixed(3));
      assert.ok(Math.abs(tCdf(t, degrees) - (1 - upperTail)) < 5e-5);
    });

  it('is symmetric, and its quantiles undo it', () => {
    for (const degrees of [1, 2, 3, 7, 8, 21])
      for (const t of [-9, -3.2, -0.1, 0, 0.7, 2.5, 9]) {
        assert.ok(Math.abs(tCdf(t, degrees) + tCdf(-t, degrees) - 1) < 1e-12);
        const probability = tCdf(t, degrees);
        assert.ok(Math.abs(tQuantile(probability, degrees) - t) < 1e-4 * Math.max(1, Math.abs(t)));
      }
    assert.deepEqual([tCdf(Number.POSITIVE_INFINITY, 9), tCdf(Number.NEGATIVE_INFINITY, 9)], [1, 0]);
  });
});
