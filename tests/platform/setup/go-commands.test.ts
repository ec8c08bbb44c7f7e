import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { prometheusWithOtlpPath } from '../../prometheus/with-otlp.js';
import { livekitServerPath } from '../livekit/livekit-server.js';
import { FakeMachine } from './fake-commands.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const servers = [
  {
    name: 'livekit-server',
    version: '1.13.5',
    install: 'go install github.com/livekit/livekit-server/cmd/server@v1.13.5',
    compiled: 'server',
    variable: 'LIVEKIT_SERVER_PATH',
    find: livekitServerPath,
  },
  {
    name: 'prometheus',
    version: '0.316.0',
    install: 'go install -tags remove_all_sd github.com/prometheus/prometheus/cmd/prometheus@v0.316.0',
    compiled: 'prometheus',
    variable: 'PROMETHEUS_WITH_OTLP_PATH',
    find: prometheusWithOtlpPath,
  },
] as const;

for (const { name, version, install, compiled, variable, find } of servers)
  describe(`set-up of ${name}`, { skip: process.platform !== 'linux' && 'the fakes are for Linux' }, () => {
    const others = servers.filter((other) => other.name !== name).map((other) => [other.variable, '/elsewhere']);
    /** What `go install` leaves behind. */
    const compiles = `[ "$1" = install ] && echo compiled > "$GOBIN/${compiled}" && chmod +x "$GOBIN/${compiled}"; exit 0`;
    let machine: FakeMachine;
    const setUp = (args: string[] = ['--test-servers'], environment: Record<string, string> = {}) =>
      machine.node(['scripts/setup.mjs', ...args], root, { ...Object.fromEntries(others), ...environment });
    const goCalls = (calls: readonly string[]) => calls.filter((call) => call.startsWith('go '));

    beforeEach(() => {
      machine = new FakeMachine();
      for (const there of ['google-chrome', 'redis-server', 'ip', 'prometheus', 'prometheus-node-exporter'])
        machine.command(there, 'exit 0');
    });
    afterEach(() => machine.remove());

    it('compiles it once, where tests look for it', (t) => {
      machine.command('go', compiles);
      const { exitCode, output, calls } = setUp();
      assert.equal(exitCode, 0, output);
      assert.deepEqual(goCalls(calls), ['go version', install]);
      const { HOME, [variable]: given } = process.env;
      t.after(() => Object.assign(process.env, { HOME, ...(given && { [variable]: given }) }));
      process.env.HOME = machine.folder;
      delete process.env[variable];
      const file = find();
      assert.ok(file);
      assert.ok(file.startsWith(machine.folder), file);
      assert.ok(statSync(file).mode & 0o100, 'executable');
      assert.deepEqual(readdirSync(path.dirname(file)), [name]);

      assert.deepEqual(goCalls(setUp().calls), goCalls(calls), 'nothing more the second time');
    });

    it('is for tests only', () => {
      machine.command('go', compiles);
      assert.deepEqual(goCalls(setUp([]).calls), []);
    });

    it('is not needed where another is given', () => {
      machine.command('go', compiles);
      assert.deepEqual(goCalls(setUp(undefined, { [variable]: `/elsewhere/${name}` }).calls), []);
    });

    it('says nothing where there is no Go', () => {
      const { exitCode, output } = setUp();
      assert.deepEqual([exitCode, output], [0, '']);
    });

    it('warns where it fails, leaves nothing half done, and goes on', () => {
      for (const script of ['[ "$1" = version ] || { echo proxy.golang.org: no such host; exit 1; }', 'exit 0']) {
        machine.command('go', script);
        const { exitCode, output } = setUp();
        assert.equal(exitCode, 0, output);
        const said = new RegExp(
          `(no such host|ENOENT)[\\s\\S]*Warning: .*could not be installed: \`go install .*${variable}`,
        );
        assert.match(output, said);
        const folder = path.join(machine.folder, `.cache/playwright-openvidu/${name}-${version}`);
        assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], []);
      }
    });
  });
