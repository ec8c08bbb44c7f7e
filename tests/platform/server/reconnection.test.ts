import assert from 'node:assert/strict';
import test from 'node:test';
import { type Member, Room } from './room.js';
import { joinParams, SignallingClient } from './signalling-client.js';

/** Long enough that no slow machine exceeds it between two lines of a test. */
const ample = 60_000;

async function comeBack(room: Room, { joined }: Member): Promise<SignallingClient> {
  const client = await SignallingClient.open(room.server.url);
  const answer = await client.request('connect', { sessionId: joined.sessionId, reconnect: true });
  assert.deepEqual(answer, { value: 'reconnection successful', sessionId: joined.sessionId });
  return client;
}

test('a client whose socket broke comes back within the grace, and nobody notices', async (t) => {
  const room = await Room.open(t, {}, { limits: { reconnectionGraceMs: ample } });
  const member = await room.join();
  const other = await room.join();
  const streamId = await room.publish(member);
  await other.client.notice('participantPublished');
  member.client.cut();
  const client = await comeBack(room, member);
  await client.request('ping', { interval: 5000 });
  await other.client.request('sendMessage', { message: '{"to":[],"data":"still there?","type":"signal:x"}' });
  assert.equal((await client.notice('sendMessage')).data, 'still there?');
  await client.request('unpublishVideo', {});
  assert.equal((await other.client.notice('participantUnpublished')).connectionId, member.id);
  assert.ok(room.media.calls.includes(`closeStream ${streamId}`));
  assert.ok(!other.client.frames.includes('participantLeft'));
});

test('a client that does not come back is evicted when the grace ends', async (t) => {
  const room = await Room.open(t, {}, { limits: { reconnectionGraceMs: 50 } });
  const member = await room.join();
  const other = await room.join();
  const streamId = await room.publish(member);
  member.client.cut();
  const told = { connectionId: member.id, reason: 'networkDisconnect' };
  assert.deepEqual(await other.client.notice('participantLeft'), told);
  assert.deepEqual(await other.client.notice('participantEvicted'), told);
  assert.ok(room.media.calls.includes(`closeStream ${streamId}`));
  const late = await SignallingClient.open(room.server.url);
  await assert.rejects(late.request('connect', { sessionId: member.joined.sessionId, reconnect: true }), {
    code: 40_007,
    message: 'reconnection error',
  });
});

test('nobody comes back with an unknown handle, or after leaving', async (t) => {
  const room = await Room.open(t);
  const member = await room.join();
  await room.join();
  await member.client.request('leaveRoom', {});
  const client = await SignallingClient.open(room.server.url);
  for (const sessionId of [member.joined.sessionId, 'unknown', 7, undefined])
    await assert.rejects(client.request('connect', { sessionId, reconnect: true }), { code: 40_007 });
});

test('a new socket replaces an old one that still seems open', async (t) => {
  const room = await Room.open(t, {}, { limits: { reconnectionGraceMs: 50 } });
  const member = await room.join();
  const other = await room.join();
  const client = await comeBack(room, member);
  await member.client.closed;
  await other.client.request('sendMessage', { message: `{"to":["${member.id}"],"data":"x","type":"signal:x"}` });
  assert.equal((await client.notice('sendMessage')).data, 'x');
  // A second replacement: the grace that the first old socket must not have started would have ended by now.
  const again = await comeBack(room, member);
  await client.closed;
  await again.request('echo', {});
  assert.ok(!other.client.frames.includes('participantLeft'));
});

test('a client that stops pinging is cut off, and evicted when the grace ends', async (t) => {
  const room = await Room.open(t, {}, { limits: { reconnectionGraceMs: 50 } });
  const member = await room.join();
  const other = await room.join();
  await member.client.request('ping', { interval: 20 });
  assert.deepEqual(await member.client.closed, { code: 1000, reason: 'Close for not receive ping from client' });
  assert.equal((await other.client.notice('participantEvicted')).reason, 'networkDisconnect');
});

test('a client that is too dead to take its leave is evicted all the same', async (t) => {
  const room = await Room.open(t, {}, { limits: { reconnectionGraceMs: 50 } });
  const member = await room.join();
  const other = await room.join();
  await member.client.request('ping', { interval: 20 });
  member.client.socket.pause();
  assert.equal((await other.client.notice('participantEvicted')).reason, 'networkDisconnect');
});

test('a new socket that pinged before it came back is not cut off for that', async (t) => {
  const room = await Room.open(t);
  const member = await room.join();
  member.client.cut();
  const client = await SignallingClient.open(room.server.url);
  await client.request('ping', { interval: 10 });
  await client.request('connect', { sessionId: member.joined.sessionId, reconnect: true });
  const startedAt = Date.now();
  while (Date.now() - startedAt < 200) await client.request('echo', {});
});

test('a client that keeps pinging stays, however long its work takes', async (t) => {
  const room = await Room.open(t, {}, { limits: { pingIntervalsMissed: 20 } });
  const member = await room.join();
  const { begun, release } = room.media.hold();
  const published = room.publish(member);
  await begun;
  const startedAt = Date.now();
  while (Date.now() - startedAt < 900) await member.client.request('ping', { interval: 20 });
  release();
  await published;
});

test('a client that is gone before its join was served does not stay as a ghost', async (t) => {
  const room = await Room.open(t, { faults: { joinDelayMs: 200 } }, { limits: { reconnectionGraceMs: 50 } });
  const other = await room.join();
  const client = await SignallingClient.open(room.server.url);
  const token = await room.token();
  const unanswered = assert.rejects(client.request('joinRoom', joinParams('room', token)), /The socket closed/);
  // Answered out of turn: after it, the join that was sent before is known to have arrived.
  await client.request('ping');
  client.cut();
  await unanswered;
  const { id } = await other.client.notice('participantJoined');
  assert.deepEqual(await other.client.notice('participantLeft'), { connectionId: id, reason: 'networkDisconnect' });
});

test('a server that stops says so', async (t) => {
  const room = await Room.open(t);
  const member = await room.join();
  await room.server.close();
  assert.equal((await member.client.notice('participantEvicted')).reason, 'openviduServerStopped');
  assert.equal((await member.client.closed).code, 1001);
  assert.equal(room.media.calls.at(-1), 'close');
  await assert.rejects(fetch(room.server.url));
});
