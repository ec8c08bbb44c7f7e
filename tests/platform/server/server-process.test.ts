import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { createOpenVidu2Platform } from '../../../src/platforms/openvidu2/index.js';
import { spawnServer } from '../../../src/server/spawn.js';
import { startServer } from '../../../src/server/start-server.js';
import { FakeMedia } from '../../unit/server/fake-media.js';
import { gone, isAlive, lineOf, runProgram } from './processes.js';

test('a server process serves until it is closed', async (t) => {
  const server = await spawnServer({ mediaServer: 'mediasoup', faults: { cpuPerPacketMicros: 10 } });
  t.after(() => server.close());
  const { url, secret, pid } = server;
  const platform = createOpenVidu2Platform({ url, secret, ignoreHTTPSErrors: false, timeoutMs: 10_000 });
  const info = await platform.preflight();
  assert.deepEqual([info.embedded, info.faults.length], [true, 1]);
  assert.ok(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(secret), 'no secret in its arguments');
  assert.ok(!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(secret), 'nor in its environment');
  await server.close();
  assert.deepEqual(await server.exited, { exitCode: 0, signal: null, output: '' });
  assert.ok(!isAlive(pid));
});

test('a server process lets the generators go first, also where Linux shares processors among sessions', async (t) => {
  const server = await spawnServer();
  t.after(() => server.close());
  assert.equal(getPriority(server.pid), 5);
  const autogroup = `/proc/${server.pid}/autogroup`;
  if (existsSync(autogroup)) assert.match(readFileSync(autogroup, 'utf8'), / nice 5$/m);
});

test('a server process that dies is noticed', async () => {
  const server = await spawnServer();
  process.kill(server.pid, 'SIGKILL');
  assert.equal((await server.exited).signal, 'SIGKILL');
  await server.close();
});

test('a server process ends with its parent, even one that is killed', async (t) => {
  const parent = runProgram(t, [fileURLToPath(new URL('./spawning-parent.ts', import.meta.url))]);
  const { pid } = JSON.parse(await lineOf(parent, /pid/)) as { pid: number };
  assert.ok(isAlive(pid));
  parent.kill('SIGKILL');
  await gone(pid);
});

test('without a parent that talks to it, a server takes its options from the environment and ends with its input', async (t) => {
  const main = fileURLToPath(new URL('../../../src/server/main.ts', import.meta.url));
  const program = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, OPENVIDU_SECRET: 'GIVEN', OPENVIDU_PORT: '0', OPENVIDU_MEDIA_SERVER: 'mediasoup' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => program.kill('SIGKILL'));
  const [line] = await once(program.stdout, 'data');
  const url = String(line).trim();
  const platform = createOpenVidu2Platform({ url, secret: 'GIVEN', ignoreHTTPSErrors: false, timeoutMs: 10_000 });
  await platform.preflight();
  program.stdin.end();
  assert.deepEqual(await once(program, 'exit'), [0, null]);
});

test('a process that dies before it listens is an error with its last words', async (t) => {
  const { NODE_OPTIONS } = process.env;
  t.after(() => Object.assign(process.env, { NODE_OPTIONS: NODE_OPTIONS ?? '' }));
  process.env.NODE_OPTIONS = '--import=data:text/javascript,console.error(`no%20luck`);process.exit(3)';
  await assert.rejects(spawnServer(), { code: 'SERVER_DIED', message: /exit code 3 before it listened: no luck;/ });
});

test('a port in use is named, by both ways of starting', async (t) => {
  const first = await startServer({}, { media: new FakeMedia() });
  t.after(() => first.close());
  const refusal = {
    code: 'PORT_IN_USE',
    message: new RegExp(`127\\.0\\.0\\.1 port ${first.port}: another program uses it`),
  };
  await assert.rejects(startServer({ port: first.port }), refusal);
  await assert.rejects(spawnServer({ port: first.port }), refusal);
});

test('wrong options are refused before anything starts', async () => {
  await assert.rejects(spawnServer({ port: -1, mediaServer: 'janus' as never }), {
    code: 'INVALID_CONFIG',
    message: /port.*mediaServer/,
  });
});
