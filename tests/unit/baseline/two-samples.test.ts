import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holm } from '../../../src/analysis/baseline/holm.js';
import { twoSamples } from '../../../src/analysis/baseline/two-samples.js';

const near = (actual: number, expected: number, within = 1e-3) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not near ${expected}`);

describe('two samples', () => {
  // Student's own data: hours of sleep gained with two drugs, as R's t.test(extra ~ group, var.equal = TRUE) judges them.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  it('differ as R says', () => {
    const found = twoSamples(first, second)!;
    near(found.difference, 1.58);
    near(found.interval[0], -0.203874, 1e-5);
    near(found.interval[1], 3.363874, 1e-5);
    near(2 * found.pRise, 0.07919, 1e-5);
    near(found.pRise + found.pFall, 1, 1e-12);
  });

  it('that agree by chance vary as much as they are known to', () => {
    const exact = twoSamples([3, 3, 3], [4, 4, 4])!;
    assert.deepEqual([exact.pRise, exact.pFall], [0, 1]);
    assert.ok(twoSamples([3, 3, 3], [4, 4, 4], 1)!.pRise > 0.1);
    assert.equal(twoSamples([3, 3, 3], [3, 3, 3])!.pRise, 0.5);
  });

  it('of one value do not tell how values vary', () => {
    assert.equal(twoSamples([1], [2, 3]), undefined);
    assert.equal(twoSamples([1, 2, 3], [4]), undefined);
  });
});

describe("Holm's correction", () => {
  it('multiplies the least by all, the next by one less, and never falls', () => {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    for (const [i, p] of holm([0.01, 0.04, 0.03, 0.005]).entries()) near(p, [0.03, 0.06, 0.06, 0.02][i]!, 1e-12);
    for (const p of holm([0.6, 0.5])) near(p, 1, 1e-12);
    assert.deepEqual(holm([0.02]), [0.02]);
    assert.deepEqual(holm([]), []);
  });
});
