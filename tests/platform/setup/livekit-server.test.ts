import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { livekitServerPath } from '../livekit/livekit-server.js';
import { FakeMachine } from './fake-commands.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const install = 'go install github.com/livekit/livekit-server/cmd/server@v1.13.5';
/** What `go install` leaves behind. */
const compiles = '[ "$1" = install ] && echo compiled > "$GOBIN/server" && chmod +x "$GOBIN/server"; exit 0';

describe('set-up of the LiveKit server', { skip: process.platform !== 'linux' && 'the fakes are for Linux' }, () => {
  let machine: FakeMachine;
  const setUp = (args: string[] = ['--test-servers'], environment: Record<string, string> = {}) =>
    machine.node(['scripts/setup.mjs', ...args], root, environment);
  const goCalls = (calls: readonly string[]) => calls.filter((call) => call.startsWith('go '));

  beforeEach(() => {
    machine = new FakeMachine();
    const others = ['google-chrome', 'redis-server', 'ip', 'prometheus', 'prometheus-node-exporter'];
    for (const other of others) machine.command(other, 'exit 0');
  });
  afterEach(() => machine.remove());

  it('compiles it once, where tests look for it', (t) => {
    machine.command('go', compiles);
    const { exitCode, output, calls } = setUp();
    assert.equal(exitCode, 0, output);
    assert.deepEqual(goCalls(calls), ['go version', install]);
    const { HOME, LIVEKIT_SERVER_PATH } = process.env;
    t.after(() => Object.assign(process.env, { HOME, ...(LIVEKIT_SERVER_PATH && { LIVEKIT_SERVER_PATH }) }));
    process.env.HOME = machine.folder;
    delete process.env.LIVEKIT_SERVER_PATH;
    const file = livekitServerPath();
    assert.ok(file);
    assert.ok(file.startsWith(machine.folder), file);
    assert.ok(statSync(file).mode & 0o100, 'executable');
    assert.deepEqual(readdirSync(path.dirname(file)), ['livekit-server']);

    assert.deepEqual(goCalls(setUp().calls), goCalls(calls), 'nothing more the second time');
  });

  it('is for tests only', () => {
    machine.command('go', compiles);
    assert.deepEqual(goCalls(setUp([]).calls), []);
  });

  it('is not needed where another is given', () => {
    machine.command('go', compiles);
    assert.deepEqual(goCalls(setUp(undefined, { LIVEKIT_SERVER_PATH: '/elsewhere/livekit-server' }).calls), []);
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
      assert.match(
        output,
        /(no such host|ENOENT)[\s\S]*Warning: .*could not be installed: `go install .*LIVEKIT_SERVER_PATH/,
      );
      const folder = path.join(machine.folder, '.cache/playwright-openvidu/livekit-server-1.13.5');
      assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], []);
    }
  });
});
