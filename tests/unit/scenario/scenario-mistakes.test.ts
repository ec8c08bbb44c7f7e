import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { constant, customTopology, growing, nToM, nToN } from '../../../src/scenario/index.js';
import { mistakesIn } from './mistakes-in.js';

const load = constant({ sessions: 1 });
const topology = nToN(7);

test('all mistakes are reported at once, each with its place', () => {
  const mistakes = mistakesIn(
    {
      topology: nToM(2, 0),
      load: { type: 'staircase', sessions: { from: 3, to: 1 }, hold: '5s' },
      media: { video: '540p' },
      thresholds: { jointime: ['p95 < 3000'], joinTime: ['p96 < 3', 'p95 << 3'] },
      guards: { bad: 1 },
      sede: 1,
    },
    ' ',
  );
  assert.deepEqual(
    mistakes.map((mistake) => mistake.split(':')[0]),
    [
      "unknown option 'sede'; known are seed, media, baseline, thresholds, guards, impairments, joinTimeout, topology, load, participants",
      'topology.subscribers',
      'load.sessions.to',
      'load.hold',
      'title',
      'media.video',
      'guards',
      'thresholds.jointime',
      'thresholds.joinTime.0',
      'thresholds.joinTime.1',
    ],
  );
});

describe('a mistake says where, what was given and what is allowed', () => {
  const cases: [name: string, input: unknown, sentence: RegExp][] = [
    [
      'N:M with M = 0',
      { topology: nToM(3, 0), load },
      /^topology\.subscribers: expected a whole number from 1 to 10000, given 0$/,
    ],
    ['N:M without M', { topology: nToM(3, undefined as never), load }, /^topology\.subscribers: .*given nothing$/],
    ['a room of 1', { topology: nToN(1), load }, /^topology\.size: expected a whole number from 2 to 1000, given 1$/],
    ['a size that is text', { topology: nToN('7' as never), load }, /^topology\.size: .* given '7'$/],
    [
      'an unknown topology',
      { topology: { type: 'n-to-k' }, load },
      /expected one of n-to-n, n-to-m, .* made by nToN\(size\)/,
    ],
    ['no topology', { load }, /^topology: expected nToN\(size\), .* given nothing$/],
    ['no load', { topology }, /^load: expected constant\(\{ … \}\), staircase.* or stages/],
    [
      'sessions and participants',
      { topology, load: { ...load, participants: 3 } },
      /^load: expected either sessions or participants/,
    ],
    ['a hold of 10.5 s', { topology, load: { ...load, hold: '10.5s' } }, /^load\.hold: .*whole seconds, from 10/],
    [
      'a step of 0',
      { topology, load: { type: 'staircase', sessions: { from: 1, to: 2, step: 0 } } },
      /^load\.sessions\.step: .* given 0$/,
    ],
    [
      'no joins per second',
      { topology, load: { ...load, joinsPerSecond: 0 } },
      /^load\.joinsPerSecond: expected a number above 0/,
    ],
    ['an unknown clip', { topology, load, media: { video: '721p' } }, /^media\.video: expected one of '720p', /],
    [
      'an unknown codec',
      { topology, load, media: { videoCodec: 'h265' } },
      /^media\.videoCodec: expected one of 'h264', /,
    ],
    [
      'H264 with browsers',
      { topology, load, media: { videoCodec: 'h264' }, participants: { browser: 1 } },
      /^media\.videoCodec: 'h264' is for native participants only, and this scenario has browsers; leave it out or/,
    ],
    ['an unknown adaptation', { topology, load, media: { adapt: 'rmb' } }, /^media\.adapt: expected one of 'remb', /],
    [
      'an unknown metric',
      { topology, load, thresholds: { 'video.fps': ['p5 > 1'] } },
      /^thresholds\.video\.fps: unknown metric 'video\.fps'; known are video\./,
    ],
    [
      'a platform metric',
      { topology, load, thresholds: { 'platform.cpu': ['max < 1'] } },
      /unknown metric 'platform\.cpu'/,
    ],
    [
      'an unknown aggregate',
      { topology, load, thresholds: { joinTime: ['p96 < 3'] } },
      /^thresholds\.joinTime\.0: unknown aggregate 'p96' in 'p96 < 3'; known are p9[59], /,
    ],
    [
      'an unknown operator',
      { topology, load, thresholds: { joinTime: ['p95 => 3'] } },
      /unknown operator '=>' in 'p95 => 3'; known are <, <=, >, >=, ==$/,
    ],
    [
      'a threshold without number',
      { topology, load, thresholds: { joinTime: ['p95 < 3s'] } },
      /expected a number in 'p95 < 3s', given '3s'$/,
    ],
    [
      'a threshold that is no text',
      { topology, load, thresholds: { joinTime: [3000] } },
      /^thresholds\.joinTime\.0: expected '<aggregate> <operator> <number>' .*given 3000$/,
    ],
    [
      'a threshold that is no list',
      { topology, load, thresholds: { joinTime: 'p95 < 3' } },
      /^thresholds\.joinTime: expected a list such as/,
    ],
    ['an empty list', { topology, load, thresholds: { joinTime: [] } }, /expected a list .*given \[\]$/],
    [
      'an unknown kind',
      { topology, load, thresholds: { 'joinTime@robot': ['p95 < 3'] } },
      /'@robot' does not measure joinTime; write one of joinTime, joinTime@browser, joinTime@native$/,
    ],
    [
      'a guard per kind',
      { topology, load, thresholds: { 'missingStreams@native': ['max == 0'] } },
      /'@native' does not measure missingStreams; write one of missingStreams$/,
    ],
    [
      'a threshold without samples',
      { topology, load, thresholds: { 'audio.concealmentRatio': ['p95 < 0.1'] } },
      /would never get a sample: only browser participants measure it/,
    ],
    [
      'a kind that is not there',
      { topology, load, participants: { browser: 'all' }, thresholds: { 'joinTime@native': ['p95 < 3'] } },
      /would never get a sample: only native/,
    ],
    [
      'more browsers than participants',
      { topology, load, participants: { browser: 8 } },
      /^participants\.browser: expected at most 7/,
    ],
    [
      'half a browser',
      { topology, load, participants: { browser: { count: 0.5 } } },
      /^participants\.browser\.count: expected 'all' or a whole number from 0 to 10000, given 0.5$/,
    ],
    [
      'most browsers',
      { topology, load, participants: { browser: 'most' } },
      /^participants\.browser: expected 'all' or a whole number from 0 to 10000, or \{ count, app \}, given 'most'$/,
    ],
    [
      'an app without an address',
      { topology, load, participants: { browser: { count: 1, app: { url: 'localhost:5080' } } } },
      /^participants\.browser\.app\.url: expected an address such as 'http:.*, given 'localhost:5080'$/,
    ],
    [
      'an app that joins by data',
      { topology, load, participants: { browser: { count: 1, app: { url: 'http://localhost/', join: 'yes' } } } },
      /^participants\.browser\.app\.join: expected a function \(page, participant\)/,
    ],
    [
      'half a ground truth',
      { topology, load, participants: { browser: { count: 1, groundTruth: 0.5 } } },
      /^participants\.browser\.groundTruth: expected true or false, given 0.5$/,
    ],
    ['natives by number', { topology, load, participants: { native: 3 } }, /^participants\.native: expected 'rest'/],
    ['a guard below 0', { topology, load, guards: { badStreams: -1 } }, /^guards\.badStreams: expected 'off' or/],
    ['a seed below 0', { topology, load, seed: -1 }, /^seed: expected a whole number from 0/],
    ['a join timeout of 0', { topology, load, joinTimeout: 0 }, /^joinTimeout: expected a duration/],
    [
      'sessions of a session that grows',
      { topology: growing.nToN(), load },
      /^load: topology growing-n-to-n counts participants, not sessions/,
    ],
    [
      'participants of rooms',
      { topology, load: constant({ participants: 7 }) },
      /^load: topology n-to-n counts sessions, not participants/,
    ],
    [
      'a growing session of publishers only',
      { topology: growing.nToM({ publishers: 3 }), load: constant({ participants: 3 }) },
      /expected at least 4 participants in every step, given 3/,
    ],
    [
      'a load beyond all measure',
      { topology: nToN(1000), load: constant({ sessions: 10_000 }) },
      /10000000000 media connections; expected at most 1000000$/,
    ],
    [
      'a role that receives from itself',
      { topology: customTopology('c', [{ publishes: true, receivesFrom: [0] }, {}]), load },
      /^topology\.roles\.0\.receivesFrom: expected indexes of other participants that publish, given 0$/,
    ],
    [
      'a role that receives from who is silent',
      { topology: customTopology('c', [{ publishes: true }, { receivesFrom: [2] }, {}]), load },
      /^topology\.roles\.1\.receivesFrom: .* given 2$/,
    ],
    [
      'a matrix without subscriptions',
      { topology: customTopology('c', [{}, {}]), load },
      /^topology\.roles: expected at least one subscription/,
    ],
    [
      'an unknown option of a role',
      { topology: customTopology('c', [{ publish: true } as never, { publishes: true }]), load },
      /^topology\.roles\.0: unknown option 'publish'; known are publishes/,
    ],
    [
      'an empty name',
      { topology: customTopology(' ', [{ publishes: true }, {}]), load },
      /^topology\.name: expected a name/,
    ],
  ];
  for (const [name, input, sentence] of cases)
    test(name, () => {
      const mistakes = mistakesIn(input);
      assert.equal(mistakes.length, 1, mistakes.join('\n'));
      assert.match(mistakes[0]!, sentence);
    });
});

test('whatever a spec hands over, the answer is a sentence', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.topology = cyclic;
  for (const input of [
    undefined,
    null,
    5,
    'x',
    [],
    () => 1,
    cyclic,
    { topology: Symbol('t'), load: 10n },
    { topology, load, thresholds: [1] },
  ])
    assert.ok(mistakesIn(input).length > 0);
});

test('a size beyond all measure is refused before anything is laid out', () => {
  assert.equal(mistakesIn({ topology: nToN(1e9), load: constant({ sessions: 1e9 }) }).length, 2);
});
