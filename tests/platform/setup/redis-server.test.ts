import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FakeMachine } from './fake-commands.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const installs = ['apt-get update', 'apt-get install -y --no-install-recommends redis-server'];
const skip = process.platform !== 'linux' ? 'the fakes are for Linux' : process.getuid?.() !== 0 && 'only root may';

describe('set-up of Redis', { skip }, () => {
  let machine: FakeMachine;
  const setUp = (args: string[] = ['--test-servers']) => machine.node(['scripts/setup.mjs', ...args], root);
  const aptCalls = (calls: readonly string[]) => calls.filter((call) => call.startsWith('apt-get '));

  beforeEach(() => {
    machine = new FakeMachine().command('google-chrome', 'exit 0');
  });
  afterEach(() => machine.remove());

  it("installs Debian's package, for tests only", () => {
    machine.command('apt-get', 'exit 0');
    assert.deepEqual(aptCalls(setUp([]).calls), []);
    const { exitCode, output, calls } = setUp();
    assert.equal(exitCode, 0, output);
    assert.deepEqual(aptCalls(calls), installs);
  });

  it('takes the one that is there', () => {
    machine.command('apt-get', 'exit 0').command('redis-server', 'exit 0');
    assert.deepEqual(aptCalls(setUp().calls), []);
  });

  it('warns where that fails, and goes on', () => {
    machine.command('apt-get', 'echo no such package; exit 100');
    const { exitCode, output, calls } = setUp();
    assert.equal(exitCode, 0, output);
    assert.deepEqual(aptCalls(calls), installs.slice(0, 1));
    assert.match(
      output,
      /no such package[\s\S]*Tests of runs over several machines are skipped, or fail where CI is set/,
    );
  });
});
