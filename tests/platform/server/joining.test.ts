import assert from 'node:assert/strict';
import test from 'node:test';
import { Room } from './room.js';
import { SignallingClient } from './signalling-client.js';

test('the first join answers every field that openvidu-browser needs', async (t) => {
  const room = await Room.open(t, { mediaServer: 'mediasoup' });
  const { joined } = await room.join({ role: 'MODERATOR', data: 'server side', record: false }, '{"participant":3}');
  assert.match(joined.id, /^con_[A-Z][A-Za-z0-9]{9}$/);
  assert.match(joined.finalUserId, /^\w{16}$/);
  assert.match(joined.version, /^2\.32\.\d+$/);
  assert.ok(joined.sessionId && joined.sessionId !== joined.session, 'the rpc session id is another one');
  assert.ok(Math.abs(joined.createdAt - Date.now()) < 60_000);
  assert.deepEqual(
    { ...joined, id: 0, finalUserId: 0, version: 0, sessionId: 0, createdAt: 0 },
    {
      id: 0,
      finalUserId: 0,
      version: 0,
      sessionId: 0,
      createdAt: 0,
      metadata: '{"participant":3}%/%server side',
      value: [],
      session: 'room',
      mediaServer: 'mediasoup',
      videoSimulcast: false,
      record: false,
      role: 'MODERATOR',
      customIceServers: [{ url: 'stun:127.0.0.1:3478' }],
    },
  );
});

test('a newcomer finds those who are there, without their role and with their stream', async (t) => {
  const room = await Room.open(t);
  const first = await room.join({}, 'first');
  const streamId = await room.publish(first);
  const second = await room.join({ data: 'second' });
  assert.equal(second.joined.metadata, 'second');
  assert.equal(second.joined.value.length, 1);
  const present = second.joined.value[0]!;
  assert.deepEqual(Object.keys(present).sort(), ['createdAt', 'id', 'metadata', 'streams']);
  assert.equal(present.id, first.id);
  assert.equal(present.metadata, 'first');
  assert.deepEqual(
    present.streams?.map(({ id }) => id),
    [streamId],
  );
});

test('others learn of a newcomer', async (t) => {
  const room = await Room.open(t);
  const first = await room.join();
  const second = await room.join({}, 'x');
  assert.deepEqual(await first.client.notice('participantJoined'), {
    id: second.id,
    createdAt: second.joined.createdAt,
    metadata: 'x',
  });
  assert.deepEqual(second.client.frames, ['result 0', 'result 1']);
});

test('a token is good for one join', async (t) => {
  const room = await Room.open(t);
  const token = await room.token();
  await (await SignallingClient.open(room.server.url)).join('room', token);
  const late = await SignallingClient.open(room.server.url);
  await assert.rejects(late.join('room', token), { code: 401, message: /not valid or already used.*\. Code: 401$/ });
});

test('a join is refused with the documented codes', async (t) => {
  const room = await Room.open(t);
  const token = await room.token();
  const client = await SignallingClient.open(room.server.url);
  await assert.rejects(client.join('nowhere', token), { code: 202 });
  await assert.rejects(client.join('room', 'ws://127.0.0.1?sessionId=room&token=tok_Xxx'), { code: 401 });
  await assert.rejects(client.join('room', token, { not: 'text' }), { code: 500 });
  await assert.rejects(client.request('joinRoom', { session: 'room' }), {
    code: -1,
    message: /token, secret, platform/,
  });
  await client.join('room', token);
  await assert.rejects(client.join('room', await room.token()), { code: 999 });
});

test('nothing but ping is served before the join', async (t) => {
  const room = await Room.open(t);
  const client = await SignallingClient.open(room.server.url);
  assert.equal((await client.request('ping', { interval: 5000 })).value, 'pong');
  for (const method of ['publishVideo', 'echo', 'leaveRoom', 'somethingElse'])
    await assert.rejects(client.request(method, {}), { code: 803 });
});

test('methods that are unknown or not offered are answered all the same', async (t) => {
  const room = await Room.open(t);
  const { client } = await room.join();
  await assert.rejects(client.request('somethingElse', {}), { code: 999, message: /Code: 999$/ });
  await assert.rejects(client.request('applyFilter', { streamId: 'x' }), { code: 406 });
  await assert.rejects(client.request('subscribeToSpeechToText', { connectionId: 'x', lang: 'en' }), { code: 997 });
  await assert.rejects(client.request('publishVideo', {}), { code: -1, message: /sdpOffer/ });
});

test('every result carries the rpc session id', async (t) => {
  const room = await Room.open(t);
  const { client, joined } = await room.join();
  assert.deepEqual(await client.request('echo', {}), { sessionId: joined.sessionId });
  assert.deepEqual(await client.request('ping'), { value: 'pong', sessionId: joined.sessionId });
});

test('a join waits as long as the fault says', async (t) => {
  const room = await Room.open(t, { faults: { joinDelayMs: 300 } });
  const startedAt = Date.now();
  await room.join();
  assert.ok(Date.now() - startedAt >= 295);
});

test('joins are answered at the rate that the fault allows', async (t) => {
  const room = await Room.open(t, { faults: { joinsPerSecond: 10 } });
  const startedAt = Date.now();
  await Promise.all([room.join(), room.join(), room.join(), room.join()]);
  assert.ok(Date.now() - startedAt >= 295);
});

test('a server that is full refuses the next, until someone leaves', async (t) => {
  const room = await Room.open(t, { faults: { refuseJoins: { after: 2 } } });
  const [first] = [await room.join(), await room.join()];
  const late = await SignallingClient.open(room.server.url);
  const token = await room.token();
  await assert.rejects(late.join('room', token), { code: 204, message: /no media node.*\. Code: 204$/ });
  await first.client.request('leaveRoom');
  await late.join('room', token);
});
