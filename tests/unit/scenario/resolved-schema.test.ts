import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nToN, readResolvedScenario, resolveCapacity } from '../../../src/scenario/index.js';
import { anyScenario, rooms } from './scenarios.js';

const read = (value: unknown) => readResolvedScenario(JSON.parse(JSON.stringify(value)), 'of a test');

describe('readResolvedScenario', () => {
  it('reads whatever can be resolved, and changes nothing', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        assert.deepEqual(read(scenario), scenario);
      }),
      { numRuns: 200 },
    );
  });

  it('reads every option', () => {
    const scenario = rooms(4, 3, {
      media: { video: '180p', framesPerSecond: 15, adapt: 'off', simulcast: true },
      participants: { browser: { count: 1, groundTruth: false } },
      impairments: [
        { name: 'outage', network: 'call drop', who: { share: 0.5 }, at: { step: 2, after: '5s' }, for: '5s' },
        { network: { latency: 50, download: 800 }, who: { kind: 'native', participants: [0, 1], sessions: [0] } },
      ],
      thresholds: {
        joinTime: ['p95 < 3000'],
        'video.framesPerSecond@native': ['p5 >= 10', { check: 'p5 >= 5', during: 'outage' }],
      },
      guards: { badStreams: 'off', missingStreams: 3 },
    });
    assert.deepEqual(read(scenario), scenario);
    const capacity = resolveCapacity('how many?', {
      topology: nToN(2),
      upTo: { sessions: 9 },
      atLeast: { sessions: 3 },
    });
    assert.deepEqual(read(capacity), capacity);
  });

  it('wants a join rate for every level of a search for one', () => {
    const search = resolveCapacity('how fast?', { topology: nToN(2), upTo: { joinsPerSecond: 3 } });
    assert.deepEqual(read(search), search);
    const short = { ...search, capacity: { ...search.capacity, joinRates: [1, 2] } };
    assert.throws(() => read(short), /its load has 3 steps and join rates of 2/);
  });
});
