import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Verdict } from '../../../../src/model/verdict.js';
import { course, type Deployment, holding, search } from './deployments.js';

const range = 30;
const knees = Array.from({ length: range + 1 }, (_, knee) => knee);
const other = (verdict: Verdict): Verdict => (verdict === 'passed' ? 'failed' : 'passed');

describe('bisection', () => {
  test('rises twice as far each time, halves, and confirms both sides, the good one first', () => {
    assert.equal(course(search(holding(17))), '1 2 4 8 16 30✗ 16 23✗ 19✗ 17 18✗ 17 18✗');
    assert.equal(course(search(holding(30))), '1 2 4 8 16 30 30');
    assert.equal(course(search(holding(0))), '1✗ 1✗');
  });

  test('takes at most half the steps of a staircase of 30, confirmation included, wherever the knee is', () => {
    for (const knee of knees) {
      const found = search(holding(knee));
      assert.ok(found.holds.length <= range / 2, `knee ${knee}: ${course(found)}`);
    }
  });

  test('takes at most three steps more than a staircase where the knee is near, and half where it is far', () => {
    const steps = (method: 'bisection' | 'staircase') =>
      knees.map((knee) => search(holding(knee), { method }).holds.length);
    const [bisection, staircase] = [steps('bisection'), steps('staircase')];
    for (const knee of knees)
      assert.ok(bisection[knee]! <= staircase[knee]! + 3, `knee ${knee}: ${bisection[knee]} and ${staircase[knee]}`);
    assert.ok(bisection[29]! * 2 < staircase[29]!);
  });
});

test('a staircase leaves no level out', () => {
  assert.equal(course(search(holding(3), { method: 'staircase' })), '1 2 3 4✗ 3 4✗');
});

for (const method of ['bisection', 'staircase'] as const)
  describe(method, () => {
    test('finds every knee', () => {
      for (const knee of knees) {
        const { low, high, end } = search(holding(knee), { method });
        assert.deepEqual(
          [low, high, end],
          knee === range ? [range, undefined, 'upTo'] : [knee, knee + 1, 'found'],
          `knee ${knee}`,
        );
      }
    });

    test('finds every knee although any one hold was judged wrongly', () => {
      for (const knee of knees)
        for (let wrong = 0; wrong < search(holding(knee), { method }).holds.length; wrong++) {
          const once: Deployment = (level, { length }) =>
            length === wrong ? other(holding(knee)(level, [])) : holding(knee)(level, []);
          const found = search(once, { method });
          assert.equal(found.low, knee, `knee ${knee}, hold ${wrong + 1} wrong: ${course(found)}`);
        }
    });

    test('finds every knee although any one hold was inconclusive', () => {
      for (const knee of knees)
        for (let lost = 0; lost < search(holding(knee), { method }).holds.length; lost++) {
          const once: Deployment = (level, { length }) => (length === lost ? 'inconclusive' : holding(knee)(level, []));
          const found = search(once, { method });
          assert.equal(found.low, knee, `knee ${knee}, hold ${lost + 1} lost: ${course(found)}`);
        }
    });

    test('finds every knee although each overload lingers through the next hold', () => {
      for (const knee of knees) {
        const lingering: Deployment = (level, before) =>
          (before.at(-1)?.level ?? 0) > knee ? 'failed' : holding(knee)(level, before);
        const found = search(lingering, { method });
        assert.equal(found.low, knee, `knee ${knee}: ${course(found)}`);
      }
    });

    test('ends whatever the verdicts, and what it says two holds of three say', () => {
      const verdicts = fc.infiniteStream(fc.constantFrom<Verdict>('passed', 'failed', 'inconclusive'));
      fc.assert(
        fc.property(verdicts, fc.integer({ min: 1, max: 40 }), (stream, levels) => {
          const { holds, end, low, high } = search(() => stream.next().value, { levels, method });
          const agree = (level: number, verdict: Verdict) =>
            holds.filter((hold) => hold.level === level && hold.verdict === verdict).length >= 2;
          assert.ok(low === 0 || agree(low, 'passed'));
          if (end === 'found') assert.ok(high === low + 1 && agree(high, 'failed'));
          if (end === 'inconclusive') assert.ok(high === low + 1 && !agree(high, 'failed') && !agree(high, 'passed'));
          if (end === 'upTo') assert.equal(low, levels);
        }),
        { numRuns: 2000 },
      );
    });

    test('with one verdict in twenty wrong finds the knee or its neighbour nine times in ten', () => {
      const random = seeded(7);
      let near = 0;
      const runs = 20;
      for (const knee of knees)
        for (let run = 0; run < runs; run++) {
          const noisy: Deployment = (level) => {
            const verdict = holding(knee)(level, []);
            return random() < 0.05 ? other(verdict) : verdict;
          };
          near += Number(Math.abs(search(noisy, { method }).low - knee) <= 1);
        }
      assert.ok(near >= 0.9 * runs * knees.length, `${near} of ${runs * knees.length}`);
    });
  });

describe('an inconclusive hold', () => {
  test('is repeated at once, and counts as nothing if the repetition is judged', () => {
    const lost: Deployment = (level, { length }) => (length === 3 ? 'inconclusive' : holding(12)(level, []));
    assert.equal(course(search(lost)), '1 2 4 8? 8 16✗ 8 12 14✗ 12 13✗ 12 13✗');
  });

  test('twice ends the way up; the highest level below that passes is a lower bound', () => {
    const weakGenerators: Deployment = (level) => (level > 20 ? 'inconclusive' : 'passed');
    const found = search(weakGenerators);
    assert.deepEqual([found.end, found.low, found.high], ['inconclusive', 20, 21]);
    assert.equal(course(found), '1 2 4 8 16 30? 30? 16 23? 23? 19 21? 21? 19 20 20');
  });
});

describe('a collapse', () => {
  test('is not brought about again only because the generators suffered too', () => {
    const found = search((level) => (level > 5 ? 'inconclusive' : 'passed'), { collapsesAbove: 5 });
    assert.equal(course(found), '1 2 4 8? 4 6? 5 5');
    assert.equal(found.end, 'inconclusive');
  });

  test('stops the way up even where the guards let it pass', () => {
    const found = search(() => 'passed', { collapsesAbove: 3 });
    assert.equal(course(found), '1 2 4 4');
    assert.equal(found.end, 'collapse');
  });
});

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
