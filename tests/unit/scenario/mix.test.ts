import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { constant, mix, nToM, nToN, plan, resolveScenario, staircase } from '../../../src/scenario/index.js';
import { apportion } from '../../../src/scenario/mix.js';
import { mistakesIn } from './mistakes-in.js';

const rooms = mix([
  { topology: nToN(2), weight: 6 },
  { topology: nToN(4), weight: 3 },
  { topology: nToM(1, 5), weight: 1 },
]);

test('of any number of first sessions each part has its share to within less than one session', () => {
  const weights = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 1000 }) }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(weights, fc.nat(), (parts, seed) => {
      const sum = parts.reduce((total, { weight }) => total + weight, 0);
      const had = parts.map(() => 0);
      apportion(parts, 300, seed).forEach((part, i) => {
        had[part]! += 1;
        parts.forEach(({ weight }, p) => {
          const share = ((i + 1) * weight) / sum;
          assert.ok(Math.abs(had[p]! - share) < 1, `${had[p]} of ${share} after ${i + 1} sessions`);
        });
      });
    }),
  );
});

test('the seed decides between parts that are due alike', () => {
  const firsts = new Set(
    Array.from({ length: 20 }, (_, seed) => apportion([{ weight: 1 }, { weight: 1 }], 1, seed)[0]),
  );
  assert.deepEqual([...firsts].sort(), [0, 1]);
  assert.deepEqual(apportion([{ weight: 1 }, { weight: 1 }], 9, 5), apportion([{ weight: 1 }, { weight: 1 }], 9, 5));
});

test('10 sessions of a mix are 6, 3 and 1 of its parts, with the exact matrix of each', () => {
  const { steps } = plan(
    resolveScenario('mix', { topology: rooms, load: staircase({ sessions: { from: 10, to: 20, step: 10 } }) }),
  );
  const [first, second] = steps;
  assert.equal(first!.participants, 6 * 2 + 3 * 4 + 6);
  assert.equal(first!.mediaConnections, 6 * 4 + 3 * 16 + 6);
  assert.equal(first!.expectedStreams, 6 * 4 + 3 * 24 + 10);
  assert.equal(second!.mediaConnections, 2 * first!.mediaConnections);
});

describe('mistakes in a mix', () => {
  const load = constant({ sessions: 2 });
  const mistakes = (...parts: unknown[]) => mistakesIn({ topology: { type: 'mix', parts }, load });

  test('are told with their part, all at once', () => {
    assert.deepEqual(mistakes({ topology: nToN(1), weight: 1 }, { topology: nToN(2), weight: 0 }), [
      'topology.parts.0.topology.size: expected a whole number from 2 to 1000, given 1',
      'topology.parts.1.weight: expected a number above 0, at most 10000, given 0',
    ]);
  });
  test('a session that grows is no part', () => {
    assert.match(
      mistakes({ topology: { type: 'growing-n-to-n' }, weight: 1 })[0]!,
      /^topology\.parts\.0\.topology: expected a topology of a fixed size/,
    );
  });
  test('nothing', () => assert.match(mistakes()[0]!, /^topology\.parts: expected at least 1 part/));
});
