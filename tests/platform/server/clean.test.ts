import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { sessionName, testSessionName } from '../../../src/model/session-name.js';
import { createOpenVidu2Platform } from '../../../src/platforms/openvidu2/index.js';
import { spawnServer } from '../../../src/server/spawn.js';
import { endOf, runProgram } from './processes.js';

const bin = fileURLToPath(new URL('../../../bin/playwright-openvidu.ts', import.meta.url));

test('clean closes what a run left open on a real server, and nothing else', async (t) => {
  const server = await spawnServer({});
  t.after(() => server.close());
  const { url, secret } = server;
  const platform = createOpenVidu2Platform({ url, secret, ignoreHTTPSErrors: true, timeoutMs: 5_000 });
  const open = async () => (await platform.listSessions()).map(({ name }) => name).sort();
  const run = async (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    endOf(
      runProgram(t, [bin, 'clean', ...args], {
        OPENVIDU_URL: url,
        OPENVIDU_SECRET: secret,
        LIVEKIT_API_KEY: '',
        ...env,
      }),
    );

  const id = '1a2b3c4d';
  const leaked = [
    sessionName(id, '0123abcd', 0),
    sessionName(id, '0123abcd', 1),
    testSessionName(id, { current: 2, total: 4 }, '99-0-lq2x'),
  ];
  const foreign = ['customer-meeting', sessionName('99999999', '0123abcd', 0), `${id}-customer`];
  for (const name of [...leaked, ...foreign]) await platform.createSession(name);

  const dry = await run(['--run', id, '--dry-run']);
  assert.deepEqual([dry.exitCode, dry.stderr], [0, '']);
  assert.deepEqual(dry.stdout.trim().split('\n').sort(), leaked.map((name) => `Would close ${name}`).sort());
  assert.deepEqual(await open(), [...leaked, ...foreign].sort());

  const wrong = await run(['--run', id], { OPENVIDU_SECRET: 'wrong' });
  assert.equal(wrong.exitCode, 1);
  assert.match(wrong.stderr, /401 \(Unauthorized\)[^\n]*\n$/);
  const without = await run(['--run', id], { OPENVIDU_URL: '' });
  assert.deepEqual([without.exitCode, without.stdout], [2, '']);
  assert.match(without.stderr, /^OPENVIDU_URL is not set/);

  const real = await run(['--run', id]);
  assert.deepEqual([real.exitCode, real.stderr], [0, '']);
  assert.deepEqual(real.stdout.trim().split('\n').sort(), leaked.map((name) => `Closed ${name}`).sort());
  assert.deepEqual(await open(), foreign.sort());

  const again = await run(['--run', id]);
  assert.deepEqual([again.exitCode, again.stdout], [0, `No session of run ${id} is open on ${url}.\n`]);
});
