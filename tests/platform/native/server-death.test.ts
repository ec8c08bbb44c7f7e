import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Deployment } from './deployment.js';
import { Room } from './room.js';

test('a server that dies ends its participants: they are told, and leaving still resolves', async () => {
  const deployment = await Deployment.start({});
  const room = await Room.open(deployment, 2);
  const pair = await room.joinAll();
  await pair[0]!.seesFullRate(1);
  process.kill(deployment.server.pid, 'SIGKILL');
  for (const observed of pair) {
    await observed.event('reconnecting');
    const { reason } = await observed.event('disconnected');
    assert.match(reason, /could not be reached again within 10 s/);
  }
  await Promise.all(pair.map(({ participant }) => participant.leave()));
  await room.close();
  await deployment.close();
});

test('leaving right after the server died resolves too', async () => {
  const deployment = await Deployment.start({});
  const room = await Room.open(deployment, 2);
  const pair = await room.joinAll();
  process.kill(deployment.server.pid, 'SIGKILL');
  const startedAt = Date.now();
  await Promise.all(pair.map(({ participant }) => participant.leave()));
  assert.ok(Date.now() - startedAt < 10_000);
  await deployment.close();
});

test('a process whose participants have left ends by itself', async () => {
  const program = fileURLToPath(new URL('./leaving-program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [exitCode, signal] = await once(child, 'exit');
  clearTimeout(timer);
  assert.deepEqual({ exitCode, signal }, { exitCode: 0, signal: null });
  assert.match(output, /all have left/);
});
