import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ResolvedWindow } from '../../../src/model/scenario.js';
import { constant, judgedSpans, nToN, spansInWindow, windowText } from '../../../src/scenario/index.js';
import { mistakesIn } from './mistakes-in.js';
import { rooms } from './scenarios.js';

// Holds of 30 s; the outage of step 2 takes seconds 10 to 15, and its recovery those to 18.
const outage = { name: 'outage', network: 'call drop', at: { step: 2, after: 10 }, for: 5 } as const;
const scenario = rooms(2, 4, { impairments: [outage] });
const during = (event: string): ResolvedWindow => ({ type: 'during', event });
const after = (event: string): ResolvedWindow => ({ type: 'after', event });
const before = (event: string): ResolvedWindow => ({ type: 'before', event });
const between = (from: string, to: string): ResolvedWindow => ({ type: 'between', events: [from, to] });
const span = (fromSeconds: number, toSeconds: number) => ({ fromSeconds, toSeconds });

describe('what is judged without a window', () => {
  test('a hold without the seconds of an impairment and its recovery', () => {
    assert.deepEqual(judgedSpans(scenario, 1), [span(0, 30)]);
    assert.deepEqual(judgedSpans(scenario, 2), [span(0, 10), span(18, 30)]);
  });

  test('of several that overlap, all seconds; what is left of less than 3 s is not judged', () => {
    const several = rooms(2, 1, {
      impairments: [
        { name: 'a', network: '3G', at: { step: 1, after: 2 }, for: 8 },
        { name: 'b', network: '4G', at: { step: 1, after: 4 }, for: 1 },
        { name: 'c', network: 'DSL', at: { step: 1, after: 20 }, for: 10 },
      ],
    });
    assert.deepEqual(judgedSpans(several, 1), [span(13, 20)]);
  });

  test('an impairment from join to leave takes nothing away', () => {
    assert.deepEqual(judgedSpans(rooms(2, 1, { impairments: [{ network: '3G' }] }), 1), [span(0, 30)]);
  });
});

describe('what lies in a window', () => {
  const cases: [window: ResolvedWindow, ofSteps: ReturnType<typeof spansInWindow>[]][] = [
    [during('outage'), [[], [span(10, 18)], [], []]],
    [after('outage'), [[], [span(18, 30)], 'judged', 'judged']],
    [before('outage'), ['judged', [span(0, 10)], [], []]],
    [between('step 2', 'step 4'), [[], 'judged', 'judged', []]],
    [between('outage', 'step 4'), [[], [span(18, 30)], 'judged', []]],
    [between('step 1', 'outage'), ['judged', [span(0, 10)], [], []]],
    [during('step 2'), [[], 'judged', [], []]],
    [after('step 3'), [[], [], 'judged', 'judged']],
    [before('step 3'), ['judged', 'judged', [], []]],
  ];
  for (const [window, expected] of cases)
    test(windowText(window), () => {
      assert.deepEqual(
        [1, 2, 3, 4].map((step) => spansInWindow(scenario, window, step)),
        expected,
      );
    });
});

test('a threshold tells its window', () => {
  const { thresholds } = rooms(2, 2, {
    impairments: [outage],
    thresholds: {
      'video.framesPerSecond': ['p5 >= 24', { check: 'p5 >= 20', after: 'outage' }],
      joinTime: [{ check: 'p95 < 5000', between: ['step 1', 'step 2'] }],
      reconnections: [{ check: 'max <= 1', during: 'outage' }],
    },
  });
  assert.deepEqual(
    thresholds.map(({ text, window }) => [text, window]),
    [
      ['p5 >= 24', undefined],
      ['p5 >= 20 after outage', after('outage')],
      ['p95 < 5000 between step 1 and step 2', between('step 1', 'step 2')],
      ['max <= 1 during outage', during('outage')],
    ],
  );
});

describe('a mistake says where, what was given and what is allowed', () => {
  const fps = 'video.framesPerSecond';
  const check = 'p5 >= 20';
  const late = { ...outage, name: 'late', at: { step: 1, after: 25 }, for: 4 };
  const short = { ...outage, name: 'short', at: { step: 1, after: 15 }, for: 1, recovery: 1 };
  const cases: [name: string, metric: string, threshold: unknown, sentence: RegExp][] = [
    [
      'an unknown event',
      fps,
      { check, after: 'outtage' },
      /unknown event 'outtage' in '.*'; known are 'outage', .*, 'step 1'/,
    ],
    [
      'a step that is not',
      fps,
      { check, after: 'step 2' },
      /unknown event 'step 2' in 'p5 >= 20 after step 2'; known are/,
    ],
    [
      'from join to leave',
      fps,
      { check, after: 'DSL' },
      /unknown event 'DSL'.*an impairment is an event if it has a time/,
    ],
    [
      'two windows',
      fps,
      { check, after: 'outage', before: 'outage' },
      /0: expected check and one of during, after, before/,
    ],
    ['no window', fps, { check }, /0: expected check and one of during, after, before, between, given \{/],
    ['no check', fps, { after: 'outage' }, /0: expected '<aggregate> <operator> <number>'.* given nothing$/],
    ['a wrong check', fps, { check: 'p5 => 20', after: 'outage' }, /0: unknown operator '=>'/],
    ['an unknown key', fps, { check, affter: 'outage' }, /0: unknown option 'affter'; known are after/],
    ['half a between', fps, { check, between: ['outage'] }, /0\.between: expected two events such as/],
    ['a number as event', fps, { check, after: 3 }, /0\.after: expected an event such as 'step 2'.* given 3$/],
    [
      'an empty window',
      fps,
      { check, between: ['outage', 'step 1'] },
      /no 3 s of any hold lie in the window of 'p5 >= 20 between/,
    ],
    ['nothing left', fps, { check, after: 'late' }, /no 3 s of any hold lie in the window of 'p5 >= 20 after late'/],
    [
      'less than 3 s',
      fps,
      { check, during: 'short' },
      /no 3 s of any hold lie in the window of 'p5 >= 20 during short'/,
    ],
    [
      'a figure of the join',
      'joinTime',
      { check, during: 'outage' },
      /would never get a sample: joinTime is one figure per step/,
    ],
    ['a guard', 'missingStreams', { check, after: 'outage' }, /would never get a sample: missingStreams is one figure/],
  ];
  for (const [name, metric, threshold, sentence] of cases)
    test(name, () => {
      const found = mistakesIn({
        topology: nToN(2),
        load: constant({ sessions: 1 }),
        impairments: [{ ...outage, at: { step: 1, after: 5 }, for: 3 }, late, short, { network: 'DSL' }],
        thresholds: { [metric]: [threshold] },
      });
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, sentence);
    });
});
