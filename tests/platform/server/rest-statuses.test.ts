import assert from 'node:assert/strict';
import test from 'node:test';
import { Room } from './room.js';

type Row = readonly [method: string, path: string, status: number, body?: unknown];

async function check(room: Room, rows: readonly Row[]): Promise<void> {
  for (const [method, path, status, body] of rows) {
    const response = await room.rest(method, path, body);
    assert.equal(response.status, status, `${method} ${path} ${JSON.stringify(body)}: ${await response.text()}`);
  }
}

test('sessions', async (t) => {
  const room = await Room.open(t);
  await check(room, [
    ['POST', '/sessions', 200],
    ['POST', '/sessions', 200, {}],
    ['POST', '/sessions', 200, { mediaMode: null, customSessionId: null, defaultRecordingProperties: null }],
    ['POST', '/sessions', 200, { mediaNode: { id: 'media_1' }, unknown: 1 }],
    ['POST', '/sessions', 409, { customSessionId: 'room' }],
    ['POST', '/sessions', 400, { customSessionId: 'no spaces' }],
    ['POST', '/sessions', 400, { mediaMode: 'ELSEWHERE' }],
    ['POST', '/sessions', 400, { recordingMode: 7 }],
    ['POST', '/sessions', 400, { forcedVideoCodec: 'AV1' }],
    ['POST', '/sessions', 400, { allowTranscoding: 'yes' }],
    ['POST', '/sessions', 400, { defaultRecordingProperties: { frameRate: 500 } }],
    ['POST', '/sessions', 400, 'no json'],
    ['POST', '/sessions', 400, '[]'],
    ['GET', '/sessions', 200],
    ['GET', '/sessions/room', 200],
    ['GET', '/sessions/nowhere', 404],
    ['DELETE', '/sessions/nowhere', 404],
    ['DELETE', '/sessions/room', 204],
    ['DELETE', '/sessions/room', 404],
  ]);
});

test('connections', async (t) => {
  const room = await Room.open(t);
  const { id } = await room.join();
  const pending = await room.json('POST', '/sessions/room/connection', {});
  const all = '/sessions/room/connection';
  await check(room, [
    ['POST', all, 200],
    [
      'POST',
      all,
      200,
      { type: null, role: null, record: null, data: null, kurentoOptions: null, customIceServers: null },
    ],
    ['POST', all, 400, { role: 'KING' }],
    ['POST', all, 400, { data: 7 }],
    ['POST', all, 400, { kurentoOptions: { videoMaxRecvBandwidth: -1 } }],
    ['POST', all, 400, { customIceServers: [{ url: 'http://x' }] }],
    ['POST', all, 400, { customIceServers: [{ url: 'turn:x' }] }],
    ['POST', all, 400, { customIceServers: [{ url: 'stun:x', username: 'u' }] }],
    ['POST', all, 501, { type: 'IPCAM', rtspUri: 'rtsp://x' }],
    ['POST', '/sessions/nowhere/connection', 404],
    ['GET', all, 200],
    ['GET', '/sessions/nowhere/connection', 404],
    ['GET', `${all}/${id}`, 200],
    ['GET', `${all}/con_Nobody`, 404],
    ['GET', `/sessions/nowhere/connection/${id}`, 400],
    ['PATCH', `${all}/${id}`, 200, { role: 'MODERATOR' }],
    ['PATCH', `${all}/${pending.id}`, 200, {}],
    ['PATCH', `${all}/${id}`, 400, { role: 'KING' }],
    ['PATCH', `${all}/${id}`, 400, { record: 'yes' }],
    ['PATCH', `${all}/con_Nobody`, 404, {}],
    ['PATCH', `/sessions/nowhere/connection/${id}`, 404, {}],
    ['DELETE', `${all}/con_Nobody`, 404],
    ['DELETE', `/sessions/nowhere/connection/${id}`, 400],
    ['DELETE', `${all}/${pending.id}`, 204],
    ['DELETE', `${all}/${id}`, 204],
    ['DELETE', `${all}/${id}`, 400],
  ]);
});

test('unused tokens are listed where a real server lists them', async (t) => {
  const room = await Room.open(t);
  await room.join();
  await room.token();
  const count = async (path: string) => {
    const answer = await room.json<{ numberOfElements?: number; connections?: { numberOfElements: number } }>(
      'GET',
      path,
    );
    return answer.connections?.numberOfElements ?? answer.numberOfElements;
  };
  assert.equal(await count('/sessions/room'), 1);
  assert.equal(await count('/sessions/room?pendingConnections=true'), 2);
  assert.equal(await count('/sessions/room/connection'), 2);
  assert.equal(await count('/sessions/room/connection?pendingConnections=false'), 1);
});

test('streams, signals and tokens', async (t) => {
  const room = await Room.open(t);
  await room.rest('POST', '/sessions', { customSessionId: 'empty' });
  const member = await room.join();
  const streamId = await room.publish(member);
  await check(room, [
    ['DELETE', `/sessions/nowhere/stream/${streamId}`, 400],
    ['DELETE', `/sessions/empty/stream/${streamId}`, 404],
    ['DELETE', '/sessions/room/stream/str_CAM_x', 404],
    ['DELETE', `/sessions/room/stream/${streamId}`, 204],
    ['POST', '/signal', 200, { session: 'room', type: 'MY_TYPE', data: 'hello' }],
    ['POST', '/signal', 200, { session: 'room', to: [member.id] }],
    ['POST', '/signal', 400, { type: 'x' }],
    ['POST', '/signal', 400, { session: 'room', to: member.id }],
    ['POST', '/signal', 404, { session: 'nowhere' }],
    ['POST', '/signal', 406, { session: 'empty' }],
    ['POST', '/signal', 406, { session: 'room', to: ['con_Nobody'] }],
    ['POST', '/tokens', 200, { session: 'room', role: null, data: null, kurentoOptions: null }],
    ['POST', '/tokens', 400, {}],
    ['POST', '/tokens', 400, { session: 'room', role: 'KING' }],
    ['POST', '/tokens', 404, { session: 'nowhere' }],
  ]);
  assert.deepEqual(
    await member.client.notice('sendMessage'),
    { type: 'MY_TYPE', data: 'hello' },
    'no prefix, no sender',
  );
});

test('what is not offered, and what is public', async (t) => {
  const room = await Room.open(t);
  await check(room, [
    ['GET', '/recordings', 501],
    ['POST', '/recordings/start', 501, { session: 'room' }],
    ['POST', '/broadcast/start', 501, {}],
    ['DELETE', '/sessions', 403],
    ['GET', '/nothing', 403],
    ['POST', '/sessions', 413, `"${'x'.repeat(1024 * 1024)}"`],
  ]);
  const api = `${room.server.url}/openvidu/api`;
  for (const path of ['/sessions', '/config', '/nothing', '/embedded/figures'])
    assert.equal((await fetch(api + path)).status, 401, path);
  assert.equal(await (await fetch(`${api}/config/openvidu-publicurl`)).text(), room.server.url);
  assert.equal((await fetch(`${api}/config/openvidu-publicurl`, { method: 'HEAD' })).status, 200);
  assert.equal((await fetch(`${room.server.url}/openvidu/accept-certificate`)).status, 200);
  assert.equal((await fetch(room.server.url)).status, 404);
});

test('refusals explain themselves in the shape of a real server, or say nothing', async (t) => {
  const room = await Room.open(t);
  const refusal = await room.json<Record<string, unknown>>('POST', '/sessions', { mediaMode: 'ELSEWHERE' });
  assert.deepEqual(Object.keys(refusal).sort(), ['error', 'message', 'path', 'status', 'timestamp']);
  assert.deepEqual([refusal.error, refusal.path, refusal.status], ['Bad Request', '/openvidu/api/sessions', 400]);
  assert.match(String(refusal.message), /^mediaMode: /);
  assert.equal(await (await room.rest('GET', '/sessions/nowhere')).text(), '');
});

test('any origin may ask', async (t) => {
  const room = await Room.open(t);
  const preflight = await fetch(`${room.server.url}/openvidu/api/sessions`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-headers')!, /authorization/);
});

test('inactive sessions are collected, joined ones are not', async (t) => {
  let now = 0;
  const limits = { garbageIntervalMs: 20, garbageAgeMs: 1000 };
  const room = await Room.open(t, {}, { clock: () => now, limits });
  const { client } = await room.join();
  await room.rest('POST', '/sessions', { customSessionId: 'forgotten' });
  assert.equal((await room.rest('GET', '/sessions/forgotten')).status, 200);
  now = 1001;
  while ((await room.rest('GET', '/sessions/forgotten')).status === 200) await client.request('ping');
  assert.equal((await room.rest('GET', '/sessions/room')).status, 200);
});
