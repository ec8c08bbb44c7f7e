import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { againstBaseline, type ToCompare } from '../../../src/analysis/baseline/against-baseline.js';
import { conditionsOf } from '../../../src/analysis/baseline/conditions.js';
import type { UpdateMode } from '../../../src/analysis/baseline/update-modes.js';
import type { BaselineConditions, BaselineFile } from '../../../src/model/baseline.js';
import { type BaselineInput, constant, customTopology, resolveScenario } from '../../../src/scenario/index.js';
import { runsOf, runWith, scenarioWith } from './runs.js';

const scenario = scenarioWith({ metrics: ['joinTime'] });
const machine = {
  cpus: 2,
  cpuModel: 'AMD EPYC 7B13',
  memoryMb: 7945,
  platform: 'linux 6.1.0-13 x64',
  node: 'v20.20.2',
  sharedWithServer: false,
};
const platform = {
  edition: 'openvidu2',
  version: '2.30.0',
  url: 'https://a.example.com/',
  embedded: false,
  faults: [],
} as const;
const where = (changes: { machine?: object; platform?: object; generators?: number; scenario?: object } = {}) =>
  conditionsOf({
    scenario: { ...scenario, ...changes.scenario },
    generators: changes.generators ?? 2,
    platform: { ...platform, faults: [], ...changes.platform },
    machine: { ...machine, ...changes.machine },
  });

const joins = [1850, 1900, 1880, 1950, 1860, 1910, 1890, 1960];
const usual = [1890, 1900, 1915];
const slow = [2500, 2620, 2750];
const stored = (count: number, conditions: BaselineConditions = where()): BaselineFile => ({
  schemaVersion: 1,
  scenario: scenario.title,
  conditions,
  runs: runsOf(
    'p95 joinTime',
    Array.from({ length: count }, (_, i) => joins[i % joins.length]!),
  ),
});

const compare = (changes: Partial<ToCompare> & { values?: readonly number[] } = {}) =>
  againstBaseline({
    scenario,
    file: 'rooms-linux.json',
    stored: stored(8),
    conditions: where(),
    runs: runsOf('p95 joinTime', changes.values ?? usual).map((run) => ({ run, leftOut: [] })),
    verdict: 'passed',
    update: 'default',
    ...changes,
  });

describe('what becomes of the file', () => {
  type Row = readonly [string, Partial<ToCompare> & { values?: readonly number[] }, Record<UpdateMode, string>];
  const unlike = where({ platform: { version: '2.29.0' } });
  const rows: readonly Row[] = [
    ['there is none', { stored: undefined }, row('-', 'created 3', 'created 3', 'created 3', 'created 3')],
    ['it holds too few runs', { stored: stored(5) }, row('-', '-', 'extended 8', 'extended 8', 'replaced 3')],
    ['it holds enough', {}, row('-', '-', '-', 'extended 11', 'replaced 3')],
    ['it is full', { stored: stored(20) }, row('-', '-', '-', 'extended 20', 'replaced 3')],
    ['it is of something unlike', { stored: stored(8, unlike) }, row('-', '-', '-', 'replaced 3', 'replaced 3')],
    ['it cannot be read', { stored: { unreadable: 'cut off' } }, row('-', '-', '-', 'replaced 3', 'replaced 3')],
    ['the runs are worse', { values: slow }, row('-', '-', '-', 'replaced 3', 'replaced 3')],
    ['the scenario failed', { verdict: 'failed' }, row('-', '-', '-', '-', 'replaced 3')],
    ['the scenario is inconclusive', { verdict: 'inconclusive' }, row('-', '-', '-', 'extended 11', 'replaced 3')],
    [
      'the scenario is inconclusive, and worse',
      { verdict: 'inconclusive', values: slow },
      row('-', '-', '-', '-', 'replaced 3'),
    ],
    [
      'the scenario is inconclusive, and the file of something unlike',
      { verdict: 'inconclusive', stored: stored(8, unlike) },
      row('-', '-', '-', '-', 'replaced 3'),
    ],
    [
      'no run counts',
      { runs: [{ run: { ...runWith({}), steps: [] }, leftOut: ['step 1: why'] }] },
      row('-', '-', '-', '-', '-'),
    ],
  ];
  function row(...of: [string, string, string, string, string]): Record<UpdateMode, string> {
    const [none, unset, missing, changed, all] = of;
    return { none, default: unset, missing, changed, all };
  }
  for (const [name, given, expected] of rows)
    for (const [update, becomes] of Object.entries(expected) as [UpdateMode, string][])
      it(`where ${name}, with ${update}: ${becomes}`, () => {
        const { comparison, write } = compare({ ...given, update });
        assert.equal(comparison.written === null ? '-' : `${comparison.written} ${write!.runs.length}`, becomes);
        assert.equal(write === undefined, comparison.written === null);
      });

  it('keeps the last 20 runs, the newest at the end', () => {
    const { write } = compare({ stored: stored(20), update: 'changed' });
    assert.deepEqual(
      write!.runs.slice(-4).map(({ steps }) => steps[0]!.values['p95 joinTime']),
      [1950, ...usual],
    );
  });

  it('accepts what alarms as the new level if it is told to', () => {
    assert.match(compare({ values: slow }).comparison.alarms[0]!, /^p95 joinTime/);
    const { alarms, notes } = compare({ values: slow, update: 'changed' }).comparison;
    assert.deepEqual(alarms, []);
    assert.ok(notes.some((note) => note.startsWith('accepted as the new level: p95 joinTime')));
  });
});

describe('what the comparison says of itself', () => {
  const notes = (changes: Parameters<typeof compare>[0]) => compare(changes).comparison.notes.join('\n');

  it('why it is advisory, and the cure', () => {
    assert.match(
      notes({ stored: stored(5) }),
      /^advisory: it takes 8 runs in the baseline and 3 now, and there are 5 and 3; add runs to the baseline with --update-snapshots$/,
    );
    const one = notes({ values: [1900] });
    assert.match(one, /there are 8 and 1; set baseline\.repeat to 3$/);
  });

  it('that there is none yet', () => {
    assert.match(
      notes({ stored: undefined, update: 'none' }),
      /^nothing was compared: there is no baseline rooms-linux\.json, and --update-snapshots=none records none; record one/,
    );
    assert.equal(compare({ stored: undefined, update: 'none' }).comparison.required, true);
    assert.equal('required' in compare({ update: 'none' }).comparison, false);
    assert.match(
      notes({ stored: undefined, verdict: 'failed', update: 'changed' }),
      /^nothing was compared: there is no baseline yet; .*\nnot recorded: the scenario failed/,
    );
    assert.match(notes({ stored: undefined }), /^the first 3 runs of at least 8 were recorded; add more/);
  });

  it('that an inconclusive scenario starts nothing anew', () => {
    const text = notes({ verdict: 'inconclusive', values: slow, update: 'changed' });
    assert.match(text, /^not started anew: the scenario is inconclusive, and only --update-snapshots=all/m);
  });

  it('which runs do not count, and why', () => {
    const runs = usual.map((value, i) => ({
      run: i === 1 ? { ...runWith({}), steps: [] } : runWith({ 'p95 joinTime': value }),
      leftOut: i === 1 ? ['step 1: generator 1 was not healthy: idle'] : [],
    }));
    const { comparison } = compare({ runs });
    assert.deepEqual([comparison.status, comparison.currentRuns], ['advisory', 2]);
    assert.match(
      comparison.notes.join('\n'),
      /run 2 of 3, step 1: generator 1 was not healthy: idle\n.*see why runs do not count/,
    );
  });

  it('that all its runs are of one sitting', () => {
    const file = stored(8);
    const oneDay = { ...file, runs: file.runs.map((run, i) => ({ ...run, run: `r7 ${i}` })) };
    assert.match(notes({ stored: oneDay }), /recorded in one go/);
    assert.doesNotMatch(notes({}), /recorded in one go/);
  });
});

describe('unlike runs', () => {
  const refusals: readonly (readonly [string, BaselineConditions, RegExp])[] = [
    [
      'version',
      where({ platform: { version: '2.29.0' } }),
      /platform\.version was "2\.29\.0" and is "2\.30\.0".*across: \['platform\.version'\]$/,
    ],
    [
      'edition',
      where({ platform: { edition: 'openvidu3' } }),
      /platform\.edition was "openvidu3".*start it anew with --update-snapshots$/,
    ],
    [
      'deployment',
      where({ platform: { url: 'https://b.example.com' } }),
      /platform\.url was "b\.example\.com" and is "a\.example\.com"/,
    ],
    ['machine', where({ machine: { cpus: 8 } }), /machine\.cpus was 8 and is 2.*across: \['machine'\]$/],
    ['generators', where({ generators: 4 }), /generators was 4 and is 2/],
    [
      'media',
      where({ scenario: { media: { ...scenario.media, video: '720p' } } }),
      /scenario\.media\.video was "720p" and is "540x360"/,
    ],
    [
      'load',
      where({ scenario: { load: { ...scenario.load, levels: [3] } } }),
      /scenario\.load\.levels was \[3\] and is \[2\]/,
    ],
    [
      'topology',
      where({ scenario: { topology: { type: 'n-to-n', size: 3 } } }),
      /scenario\.topology\.size was 3 and is 7/,
    ],
  ];
  for (const [name, conditions, expected] of refusals)
    it(`are not compared: another ${name}`, () => {
      const { status, metrics, notes } = compare({ stored: stored(8, conditions) }).comparison;
      assert.deepEqual([status, metrics], ['refused', []]);
      assert.match(notes[0]!, /^the baseline rooms-linux\.json is of something unlike: /);
      assert.match(notes[0]!, expected);
    });

  it('are compared where the scenario says that the difference does not matter', () => {
    const across: BaselineInput = { metrics: ['joinTime'], across: ['platform.version', 'machine'] };
    const conditions = where({ platform: { version: '2.29.0' }, machine: { cpus: 8 } });
    const { status, notes } = compare({ scenario: scenarioWith(across), stored: stored(8, conditions) }).comparison;
    assert.equal(status, 'compared');
    assert.deepEqual(notes, [
      'platform.version was "2.29.0" and is "2.30.0"; baseline.across allows it',
      'machine.cpus was 8 and is 2; baseline.across allows it',
    ]);
  });

  it('are not what another title, threshold, kernel, port or fault makes', () => {
    const same = where({
      machine: { platform: 'linux 6.8.1 x64', memoryMb: 7960, node: 'v20.21.0' },
      scenario: { title: 'renamed', thresholds: [], guards: {} },
    });
    assert.equal(compare({ stored: stored(8, same) }).comparison.status, 'compared');
    const embedded = { embedded: true, url: 'http://127.0.0.1:4443/' };
    assert.deepEqual(
      where({ platform: embedded }),
      where({ platform: { ...embedded, url: 'http://127.0.0.1:5555/', faults: ['slow'] } }),
    );
  });

  it('are told of large matrices by their digest', () => {
    const role = (receivesFrom: number[]) => ({ publishes: true, receivesFrom });
    const custom = (second: number[]) =>
      conditionsOf({
        scenario: resolveScenario('a', {
          topology: customTopology('pair', [role([1]), role(second)]),
          load: constant({ sessions: 1 }),
        }),
        generators: 1,
        platform: { ...platform, faults: [] },
        machine,
      }).scenario.topology;
    assert.notDeepEqual(custom([0]), custom([]));
    assert.deepEqual(custom([0]), custom([0]));
  });
});
