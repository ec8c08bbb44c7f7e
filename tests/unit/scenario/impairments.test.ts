import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { impairmentProfiles, unimpaired } from '../../../src/model/impairment.js';
import {
  constant,
  type ImpairmentInput,
  impairmentsInForce,
  networkPlans,
  nToN,
  plan,
  type ScenarioInput,
} from '../../../src/scenario/index.js';
import { mistakesIn } from './mistakes-in.js';
import { rooms } from './scenarios.js';

const base: ScenarioInput = { topology: nToN(4), load: constant({ sessions: 2 }) };
const mistakes = (...impairments: unknown[]) => mistakesIn({ ...base, impairments });

test('an impairment is data with every default filled in', () => {
  const { impairments } = rooms(4, 3, {
    impairments: [
      { network: 'poor 3G', who: { kind: 'native', share: 0.25 } },
      { network: { latency: 100, loss: 0.05, bandwidth: 500 }, at: { step: 2, after: '4s' }, for: '5s' },
      { name: 'outage', network: 'call drop', who: { participants: [1] }, at: { step: 3 }, for: 2, recovery: '1s' },
    ],
  });
  assert.deepEqual(impairments, [
    {
      name: 'poor 3G',
      network: 'poor 3G',
      conditions: impairmentProfiles['poor 3G'],
      who: { kind: 'native', share: 0.25 },
    },
    {
      name: 'impairment 2',
      network: '100 ms, 5 % loss, 500 kbps',
      conditions: { latencyMs: 100, loss: 0.05, uploadKbps: 500, downloadKbps: 500 },
      who: {},
      time: { step: 2, afterSeconds: 4, forSeconds: 5, recoverySeconds: 3 },
    },
    {
      name: 'outage',
      network: 'call drop',
      conditions: impairmentProfiles['call drop'],
      who: { participants: [1] },
      time: { step: 3, afterSeconds: 0, forSeconds: 2, recoverySeconds: 1 },
    },
  ]);
});

test('a scenario without impairments carries none', () => {
  assert.equal('impairments' in rooms(4, 1), false);
  assert.equal('impairments' in rooms(4, 1, { impairments: [] }), false);
});

describe('a mistake says where, what was given and what is allowed', () => {
  const at = { step: 1, after: '4s' };
  const cases: [name: string, impairment: unknown, sentence: RegExp][] = [
    [
      'an unknown profile',
      { network: 'por 3G' },
      /^impairments\.0\.network: expected one of '3G', 'poor 3G', .* or \{ latency, loss, bandwidth \}, given 'por 3G'$/,
    ],
    ['no network', {}, /^impairments\.0\.network: .* given nothing$/],
    ['empty conditions', { network: {} }, /^impairments\.0\.network: expected at least one of latency, loss/],
    [
      'loss in percent',
      { network: { loss: 5 } },
      /^impairments\.0\.network\.loss: expected a number from 0 to 1, given 5$/,
    ],
    [
      'both bandwidths',
      { network: { bandwidth: 1, upload: 2 } },
      /^impairments\.0\.network: expected either bandwidth/,
    ],
    ['an unknown option', { network: '4G', when: 1 }, /^impairments\.0: unknown option 'when'; known are/],
    [
      'an unknown kind',
      { network: '4G', who: { kind: 'nativ' } },
      /^impairments\.0\.who\.kind: expected one of 'native'/,
    ],
    ['a share above 1', { network: '4G', who: { share: 20 } }, /^impairments\.0\.who\.share: .* at most 1, given 20$/],
    ['nobody', { network: '4G', who: { participants: [] } }, /^impairments\.0\.who\.participants: expected a list/],
    ['nobody of that kind', { network: '4G', who: { kind: 'browser' } }, /^impairments\.0\.who: '4G' concerns no part/],
    [
      'a place that is not',
      { network: '4G', who: { participants: [4] } },
      /participants: expected indexes from 0 to 3, given 4$/,
    ],
    [
      'a session that is not',
      { network: '4G', who: { sessions: [2] } },
      /sessions: expected numbers from 0 to 1, given 2$/,
    ],
    ['at without for', { network: '4G', at }, /^impairments\.0: expected both at and for/],
    ['for without at', { network: '4G', for: '5s' }, /^impairments\.0: expected both at and for/],
    [
      'recovery of what never ends',
      { network: '4G', recovery: '5s' },
      /^impairments\.0\.recovery: expected only beside/,
    ],
    [
      'a step that is not',
      { network: '4G', at: { step: 2 }, for: 5 },
      /at\.step: expected a step from 1 to 1, given 2$/,
    ],
    [
      'beyond the hold',
      { network: '4G', at, for: '27s' },
      /^impairments\.0: '4G' ends 31 s after the start of a hold of 30 s/,
    ],
    [
      'the whole hold',
      { network: '4G', at: { step: 1 }, for: '28s' },
      /^impairments\.0: '4G' and its recovery leave no 3 s/,
    ],
    ['the name of a step', { name: 'step 2', network: '4G' }, /^impairments\.0\.name: expected another name/],
    ['no object', 'poor 3G', /^impairments\.0: expected an object with name, network, who/],
  ];
  for (const [name, impairment, sentence] of cases)
    test(name, () => {
      const found = mistakes(impairment);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, sentence);
    });

  test('no list', () => assert.match(mistakesIn({ ...base, impairments: '4G' })[0]!, /^impairments: expected a list/));
  test('two of one name', () =>
    assert.match(
      mistakes({ network: '4G' }, { network: '4G' })[0]!,
      /^impairments\.1\.name: '4G' is the name of another/,
    ));
  test('several at once', () => assert.equal(mistakes({ network: '5G' }, { network: '4G', for: 1 }).length, 2));
});

describe('who has which conditions when', () => {
  const planned = (size: number, to: number, impairments: readonly ImpairmentInput[], seed = 1) => {
    const scenario = rooms(size, to, { impairments, seed });
    return { scenario, plan: plan(scenario), plans: networkPlans(scenario, plan(scenario)) };
  };

  test('a share is kept in every step, and is the same for the same seed only', () => {
    const { plan: whole, plans } = planned(5, 4, [{ network: 'poor 3G', who: { share: 0.4 } }]);
    const chosen = [...plans.keys()];
    for (const { index } of whole.steps)
      assert.equal(chosen.filter((key) => Number(key.split('/')[0]) < index).length, 2 * index);
    assert.deepEqual([...planned(5, 4, [{ network: 'poor 3G', who: { share: 0.4 } }]).plans.keys()], chosen);
    assert.notDeepEqual([...planned(5, 4, [{ network: 'poor 3G', who: { share: 0.4 } }], 2).plans.keys()], chosen);
  });

  test('kind, place and session must all apply', () => {
    const { plans } = planned(3, 2, [{ network: '3G', who: { kind: 'native', participants: [0, 2], sessions: [1] } }]);
    assert.deepEqual([...plans.keys()], ['1/0', '1/2']);
  });

  test('whoever is impaired for a while joins unimpaired, and is so again', () => {
    const { plans } = planned(2, 2, [
      { network: 'call drop', who: { participants: [1], sessions: [0] }, at: { step: 2, after: 4 }, for: 5 },
    ]);
    assert.deepEqual(
      [...plans],
      [
        [
          '0/1',
          {
            joinsWith: unimpaired,
            changes: [
              { step: 2, atSeconds: 4, conditions: impairmentProfiles['call drop'] },
              { step: 2, atSeconds: 9, conditions: unimpaired },
            ],
          },
        ],
      ],
    );
  });

  test('of several the last begun is in force, and its end restores the one before', () => {
    const { plans } = planned(2, 1, [
      { network: 'DSL' },
      { network: 'high loss', at: { step: 1, after: 2 }, for: 10 },
      { network: 'call drop', at: { step: 1, after: 5 }, for: 3 },
    ]);
    const { DSL, 'high loss': lossy, 'call drop': dropped } = impairmentProfiles;
    const { joinsWith, changes } = plans.get('0/0')!;
    assert.deepEqual(joinsWith, DSL);
    assert.deepEqual(
      changes.map(({ atSeconds, conditions }) => [atSeconds, conditions]),
      [
        [2, lossy],
        [5, dropped],
        [8, lossy],
        [12, DSL],
      ],
    );
  });

  test('a step tells what was in force, and for how many who are there', () => {
    const { scenario, plan: whole } = planned(3, 2, [
      { network: 'DSL', who: { participants: [0] } },
      { name: 'outage', network: 'call drop', at: { step: 2, after: 4 }, for: 5 },
    ]);
    const present = new Set(['0/0', '0/1', '0/2', '1/0']);
    const dsl = { name: 'DSL', network: 'DSL', fromSeconds: 0, toSeconds: 30 };
    assert.deepEqual(impairmentsInForce(scenario, whole, 1, present), [{ ...dsl, participants: 2 }]);
    assert.deepEqual(impairmentsInForce(scenario, whole, 2, present), [
      { ...dsl, participants: 2 },
      { name: 'outage', network: 'call drop', participants: 4, fromSeconds: 4, toSeconds: 9 },
    ]);
  });
});
