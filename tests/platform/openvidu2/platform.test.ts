import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createOpenVidu2Platform } from '../../../src/platforms/openvidu2/index.js';
import { Room } from '../server/room.js';

async function platformFor(t: TestContext, parts: Parameters<typeof Room.open>[1] = {}) {
  const room = await Room.open(t, parts);
  const { url, secret } = room.server;
  return { room, platform: createOpenVidu2Platform({ url, secret, ignoreHTTPSErrors: false, timeoutMs: 10_000 }) };
}

test('the pre-flight tells what the deployment is', async (t) => {
  const { room, platform } = await platformFor(t, { faults: { joinDelayMs: 7 } });
  assert.deepEqual(await platform.preflight(), {
    edition: 'openvidu2',
    version: '2.32.1',
    url: room.server.url,
    embedded: true,
    faults: ['joins delayed by 7 ms'],
  });
});

test('a token carries role and data', async (t) => {
  const { room, platform } = await platformFor(t);
  const session = await platform.createSession('room');
  await session.createToken();
  const token = await session.createToken({ role: 'MODERATOR', data: 'x' });
  const { content } = await room.json<{ content: { token: string; role: string; serverData: string }[] }>(
    'GET',
    '/sessions/room/connection',
  );
  assert.deepEqual(
    content.map(({ role, serverData }) => [role, serverData]),
    [
      ['PUBLISHER', ''],
      ['MODERATOR', 'x'],
    ],
  );
  assert.equal(content[1]?.token, token);
});

test('a session that ended by itself says so when a token is asked for', async (t) => {
  const { room, platform } = await platformFor(t);
  const session = await platform.createSession('room');
  await (await room.join()).client.request('leaveRoom', {});
  await assert.rejects(session.createToken(), {
    name: 'LoadError',
    code: 'REST_FAILED',
    message: /create a token for the session room: .* 404 .*the session is gone/,
  });
});

test('figures are deltas: memory first, then CPU and traffic too', async (t) => {
  const { platform } = await platformFor(t);
  assert.deepEqual(Object.keys((await platform.figures())!), ['memoryMb']);
  const later = (await platform.figures())!;
  assert.ok(later.cpu! > 0, 'a call costs some CPU');
  assert.equal(later.networkOutMbps, 0, 'the fake media server forwards no more');
});

test('the calls print nothing', async (t) => {
  const { platform } = await platformFor(t);
  const printed = t.mock.method(process.stdout, 'write');
  await platform.createSession('a');
  await platform.createSession('a');
  await platform.listSessions();
  await platform.closeSession('a');
  // The test runner itself may write meanwhile.
  const lines = printed.mock.calls.map(({ arguments: [chunk] }) => String(chunk));
  assert.deepEqual(
    lines.filter((line) => /info fetched/.test(line)),
    [],
  );
});
