import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FakeMachine } from './fake-commands.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const prometheus = /Tests with a real Prometheus are skipped, or fail where CI is set/;
const packages = [
  {
    name: 'redis-server',
    command: 'redis-server',
    otherwise: /Tests of runs over several machines are skipped, or fail where CI is set/,
  },
  { name: 'iproute2', command: 'ip', otherwise: /The test of a run over several hosts is skipped/ },
  { name: 'prometheus', command: 'prometheus', otherwise: prometheus },
  { name: 'prometheus-node-exporter', command: 'prometheus-node-exporter', otherwise: prometheus },
];
const skip = process.platform !== 'linux' ? 'the fakes are for Linux' : process.getuid?.() !== 0 && 'only root may';

for (const { name, command, otherwise } of packages)
  describe(`set-up of ${name}`, { skip }, () => {
    const installs = ['apt-get update', `apt-get install -y --no-install-recommends ${name}`];
    let machine: FakeMachine;
    const setUp = (args: string[] = ['--test-servers']) => machine.node(['scripts/setup.mjs', ...args], root);
    const aptCalls = (calls: readonly string[]) => calls.filter((call) => call.startsWith('apt-get '));

    beforeEach(() => {
      machine = new FakeMachine().command('google-chrome', 'exit 0');
      for (const other of packages) if (other.command !== command) machine.command(other.command, 'exit 0');
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
      machine.command('apt-get', 'exit 0').command(command, 'exit 0');
      assert.deepEqual(aptCalls(setUp().calls), []);
    });

    it('warns where that fails, and goes on', () => {
      machine.command('apt-get', 'echo no such package; exit 100');
      const { exitCode, output, calls } = setUp();
      assert.equal(exitCode, 0, output);
      assert.deepEqual(aptCalls(calls), installs.slice(0, 1));
      assert.match(output, /no such package/);
      assert.match(output, otherwise);
    });
  });
