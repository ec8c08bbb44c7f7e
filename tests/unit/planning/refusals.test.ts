import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { declaredScenarios } from '../../../reporters/planning/declared-scenarios.js';
import { incompleteSets, refusals } from '../../../reporters/planning/refusals.js';
import { type CommonGround, shardRefusals } from '../../../reporters/planning/shard-refusals.js';
import { type Entry, type Project, plannedSuite } from './suites.js';

const project = (...entries: readonly Entry[]): Project => ({ name: 'p', files: [{ title: 'a.spec.ts', entries }] });
const four = { scenario: 'A', generators: 4 };
const everything: CommonGround = { runId: true, rendezvous: true, deployment: true };

interface Run {
  readonly entries?: readonly Entry[];
  readonly workers?: number;
  readonly shards?: number;
  readonly argv?: readonly string[];
  readonly common?: Partial<CommonGround>;
  readonly projects?: readonly Project[];
}

/** All that a run is refused for. */
function refused({ entries = [four], workers = 4, shards = 1, argv = [], common, projects }: Run): string {
  const { suite, config, mode } = plannedSuite(...(projects ?? [project(...entries)]));
  const full = { ...config, workers, shard: shards === 1 ? null : { current: 1, total: shards } };
  const scenarios = declaredScenarios(suite);
  return [
    ...refusals({ config: full, scenarios, mode, argv }),
    ...shardRefusals({ config: full, suite, argv }, scenarios, { ...everything, ...common }),
  ].join('\n');
}

describe('a run is refused with the cure', () => {
  const cases: [string, Run, RegExp[]][] = [
    [
      'shards that do not divide the generators',
      { shards: 3, workers: 2 },
      [/^3 shards cannot share 4 generators equally: set generators to a multiple of 3, such as 6\.$/],
    ],
    [
      'another number of workers',
      { workers: 3 },
      [/3 workers but each scenario has 4 generators.*leave --workers out, or set generators: 3\.$/],
    ],
    [
      'another number of workers in a shard',
      { shards: 2, workers: 4 },
      [/4 workers but each scenario has 2 generators in each shard.*set generators: 8\.$/],
    ],
    [
      '--debug with several generators',
      { workers: 1, argv: ['--debug'] },
      [/--debug allows one worker; set generators: 1 while you debug\.$/],
    ],
    ['--shuffle', { argv: ['--shuffle'] }, [/^--shuffle/]],
    [
      'a serial parent',
      { entries: [{ title: 's', mode: 'serial', entries: [four] }] },
      [/serial describe.*move it out\.$/],
    ],
    [
      'shards without an id of the run',
      { shards: 2, workers: 2, common: { runId: false } },
      [/^The 2 shards have no id.*set OPENVIDU_RUN_ID/],
    ],
    [
      'shards without rendezvous',
      { shards: 2, workers: 2, common: { rendezvous: false } },
      [/^The generators of 2 shards have nowhere to meet: set OPENVIDU_RENDEZVOUS/],
    ],
    [
      'shards without a deployment',
      { shards: 2, workers: 2, common: { deployment: false } },
      [/embedded server of its own: set OPENVIDU_URL/],
    ],
    [
      '--last-failed in shards',
      { shards: 2, workers: 2, argv: ['--last-failed'] },
      [/^--last-failed selects other tests in each shard.*--grep/],
    ],
    [
      'a scenario that Playwright runs in full in every shard',
      {
        shards: 2,
        workers: 2,
        projects: [
          { ...project(four), name: 'setup' },
          { ...project('a'), dependencies: ['setup'] },
        ],
      },
      [/“A” stands in a project that another one depends on.*move it/],
    ],
    [
      'everything at once',
      { shards: 2, workers: 1, common: { runId: false, rendezvous: false, deployment: false } },
      [/workers/, /OPENVIDU_RUN_ID/, /OPENVIDU_RENDEZVOUS/, /OPENVIDU_URL/],
    ],
  ];
  for (const [what, run, says] of cases)
    it(what, () => {
      const text = refused(run);
      for (const pattern of says) assert.match(text, pattern);
    });

  it('not where it can be carried', () => {
    assert.equal(refused({}), '');
    assert.equal(refused({ shards: 2, workers: 2 }), '');
    assert.equal(refused({ shards: 4, workers: 1 }), '');
  });

  it('not if it has no scenario', () => {
    const none = { runId: false, rendezvous: false, deployment: false };
    assert.equal(
      refused({ entries: ['a', 'b'], shards: 3, workers: 7, argv: ['--shuffle', '--last-failed'], common: none }),
      '',
    );
  });
});

describe('generators that a filter left out', () => {
  const present = (...kept: readonly number[]) => {
    const [scenario] = declaredScenarios(plannedSuite(project(four)).suite);
    return [{ ...scenario!, cases: scenario!.cases.filter(({ generator }) => kept.includes(generator)) }];
  };

  it('are missed', () => {
    assert.match(
      incompleteSets(present(1, 3)).join(),
      /^Of the 4 generators of “A” only 1, 3 would run.*by the scenario's title, not by a generator's\.$/,
    );
    assert.match(
      incompleteSets(present(3), { current: 2, total: 2 }).join(),
      /only 3 would run.*alike in every shard\.$/,
    );
  });

  it('are not missed in other shards', () => {
    assert.deepEqual(incompleteSets(present(3, 4), { current: 2, total: 2 }), []);
    assert.deepEqual(incompleteSets(present(1, 2, 3, 4)), []);
  });
});
