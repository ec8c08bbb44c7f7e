import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runIdOf } from '../../../src/model/run-id.js';
import {
  idOfRun,
  isClosedByShard,
  isSessionOfRun,
  sessionName,
  testSessionName,
} from '../../../src/model/session-name.js';

const shared = (environment: Record<string, string>, shards = 2) => runIdOf({ environment, shards });

describe('the id of a run', () => {
  it('is what the configuration gives, else what OPENVIDU_RUN_ID gives', () => {
    const environment = { OPENVIDU_RUN_ID: 'nightly-7', GITHUB_RUN_ID: '1' };
    assert.deepEqual(runIdOf({ given: 'mine-1', environment, shards: 1 }), { id: 'mine-1', shared: true });
    assert.deepEqual(shared(environment), { id: 'nightly-7', shared: true });
  });

  const systems: [string, Record<string, string>, string][] = [
    ['GitHub', { GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'load' }, 'github-42-2-load'],
    ['Jenkins', { JENKINS_URL: 'http://j', BUILD_TAG: 'jenkins-load-17' }, 'jenkins-jenkins-load-17'],
    ['CircleCI', { CIRCLECI: 'true', CIRCLE_WORKFLOW_ID: 'w-1', CIRCLE_JOB: 'load' }, 'circleci-w-1-load'],
    ['Buildkite', { BUILDKITE: 'true', BUILDKITE_BUILD_ID: 'b-1', BUILDKITE_RETRY_COUNT: '1' }, 'buildkite-b-1-1'],
    [
      'Azure',
      { TF_BUILD: 'True', BUILD_BUILDID: '9', SYSTEM_STAGEATTEMPT: '1', SYSTEM_JOBATTEMPT: '2' },
      'azure-9-1-2',
    ],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '3', HOSTNAME: 'load-test-3' }, 'kubernetes-load-test'],
  ];
  for (const [name, environment, id] of systems)
    it(`of several shards comes from ${name}`, () => assert.deepEqual(shared(environment), { id, shared: true }));

  it('is the same in every parallel job of GitLab, whatever its index', () => {
    const job = (index: number) =>
      shared({ GITLAB_CI: 'true', CI_PIPELINE_ID: '5', CI_JOB_NAME: `load tests ${index}/4` });
    assert.deepEqual(job(1), job(4));
    assert.match(job(1).id, /^gitlab-5-load-tests-[0-9a-f]{8}$/);
  });

  it('is not shared where nothing names it', () => {
    assert.equal(shared({}).shared, false);
    assert.match(shared({}).id, /^[0-9a-f]{8}$/);
  });

  it('has a part of its own on one machine, as jobs of one CI run may be runs of their own', () => {
    const { id } = shared({ GITHUB_RUN_ID: '42' }, 1);
    assert.match(id, /^github-42-[0-9a-f]{8}$/);
  });

  it('is one by which clean finds its sessions, however short the text is that names it', () => {
    for (const OPENVIDU_RUN_ID of ['7', '42', 'a/b']) {
      const { id } = shared({ OPENVIDU_RUN_ID });
      assert.ok(id.startsWith(OPENVIDU_RUN_ID.replace('/', '-')), id);
      assert.ok(isSessionOfRun(sessionName(id, 'a1b2c3d4', 0), id), id);
    }
  });

  it('fits into the name of a session, and stays different from others', () => {
    const [a, b] = [`ä/${'x'.repeat(100)}`, `ö/${'x'.repeat(100)}`].map(
      (given) => runIdOf({ given, environment: {}, shards: 1 }).id,
    );
    assert.match(a ?? '', /^[a-zA-Z0-9_-]{60}$/);
    assert.notEqual(a, b);
  });
});

describe('the name of a session', () => {
  const shard = { current: 2, total: 4 };

  it('says run, scenario and session, in the characters that OpenVidu takes', () => {
    assert.equal(sessionName('r1', 'a1b2c3d4', 7), 'load-r1-a1b2c3d4-7');
    assert.match(sessionName('ä/ö 1', '~#', 0), /^[a-zA-Z0-9_-]+$/);
    assert.equal(testSessionName('r1', shard, '77-0'), 'test-r1-s2-77-0');
  });

  it('tells whether this shard closes it at the end', () => {
    const closed = (name: string) => isClosedByShard(name, 'r1', shard);
    assert.ok(closed(sessionName('r1', 'a1b2c3d4', 7)));
    assert.ok(closed(sessionName(idOfRun('r1', 2), 'a1b2c3d4', 7)), 'of a later run in UI mode');
    assert.ok(closed(testSessionName('r1', shard, '77-0')));
    assert.ok(!closed(testSessionName('r1', { current: 1, total: 4 }, '77-0')), 'of another shard that may still run');
    assert.ok(!closed(sessionName('r1-x', 'a1b2c3d4', 7)), 'of a run with a longer id');
    assert.ok(!closed('my-r1-session'), 'of nobody');
  });
});
