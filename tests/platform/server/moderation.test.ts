import assert from 'node:assert/strict';
import test from 'node:test';
import { type Member, Room } from './room.js';

async function moderatedRoom(t: Parameters<typeof Room.open>[0]) {
  const room = await Room.open(t);
  const moderator = await room.join({ role: 'MODERATOR' });
  const member = await room.join();
  const streamId = await room.publish(member);
  await moderator.client.notice('participantPublished');
  return { room, moderator, member, streamId };
}

const frames = ({ client }: Member) => client.frames.filter((frame) => !frame.startsWith('result'));

test('only a moderator may force', async (t) => {
  const { member, moderator, streamId } = await moderatedRoom(t);
  await assert.rejects(member.client.request('forceUnpublish', { streamId }), { code: 401 });
  await assert.rejects(member.client.request('forceDisconnect', { connectionId: moderator.id }), { code: 401 });
  await assert.rejects(moderator.client.request('forceDisconnect', { connectionId: 'con_Nobody' }), { code: 102 });
  await assert.rejects(moderator.client.request('forceUnpublish', { streamId: 'str_CAM_x' }), { code: 105 });
});

test('a forced unpublish tells everyone, the owner included', async (t) => {
  const { member, moderator, streamId } = await moderatedRoom(t);
  await moderator.client.request('forceUnpublish', { streamId });
  const told = { connectionId: member.id, reason: 'forceUnpublishByUser' };
  assert.deepEqual(await moderator.client.notice('participantUnpublished'), told);
  assert.deepEqual(await member.client.notice('participantUnpublished'), told);
});

test('a REST unpublish does the same with its own reason', async (t) => {
  const { room, member, moderator, streamId } = await moderatedRoom(t);
  assert.equal((await room.rest('DELETE', `/sessions/room/stream/${streamId}`)).status, 204);
  const told = { connectionId: member.id, reason: 'forceUnpublishByServer' };
  assert.deepEqual(await moderator.client.notice('participantUnpublished'), told);
  assert.deepEqual(await member.client.notice('participantUnpublished'), told);
});

for (const [how, reason] of [
  ['a moderator', 'forceDisconnectByUser'],
  ['REST', 'forceDisconnectByServer'],
] as const)
  test(`an eviction by ${how} is seen as a leave by those who stay, and told to all`, async (t) => {
    const { room, member, moderator } = await moderatedRoom(t);
    if (how === 'REST') await room.rest('DELETE', `/sessions/room/connection/${member.id}`);
    else await moderator.client.request('forceDisconnect', { connectionId: member.id });
    const told = { connectionId: member.id, reason };
    assert.deepEqual(await moderator.client.notice('participantEvicted'), told);
    assert.deepEqual(await moderator.client.notice('participantLeft'), told);
    assert.deepEqual(await member.client.notice('participantEvicted'), told);
    assert.deepEqual(frames(moderator).slice(-2), ['participantLeft', 'participantEvicted']);
    assert.deepEqual(frames(member), ['participantEvicted']);
    await assert.rejects(member.client.request('echo', {}), { code: 803 }, 'the evicted one is out');
  });

test('closing a session evicts everyone, and it is gone', async (t) => {
  const { room, member, moderator } = await moderatedRoom(t);
  assert.equal((await room.rest('DELETE', '/sessions/room')).status, 204);
  for (const { client } of [member, moderator])
    assert.equal((await client.notice('participantEvicted')).reason, 'sessionClosedByServer');
  assert.equal((await room.rest('GET', '/sessions/room')).status, 404);
});

test('a session and its unused tokens end with its last participant', async (t) => {
  const room = await Room.open(t);
  const last = await room.join();
  const token = await room.token();
  await last.client.request('leaveRoom', {});
  assert.equal((await room.rest('GET', '/sessions/room')).status, 404);
  assert.equal((await room.rest('POST', '/sessions/room/connection', {})).status, 404);
  await room.rest('POST', '/sessions', { customSessionId: 'room' });
  const late = await room.join();
  await assert.rejects(
    late.client.request('leaveRoom', {}).then(() => late.client.join('room', token)),
    { code: 202 },
  );
});

test('the server closes the socket of a leaver that keeps it open', async (t) => {
  const room = await Room.open(t, {}, { limits: { closeAfterLeavingMs: 20 } });
  const { client } = await room.join();
  await client.request('leaveRoom', {});
  assert.equal((await client.closed).code, 1000);
});

test('a changed role reaches the client once, and changes what it may do', async (t) => {
  const room = await Room.open(t);
  const member = await room.join({ role: 'SUBSCRIBER' });
  const path = `/sessions/room/connection/${member.id}`;
  const changed = await room.json('PATCH', path, { role: 'PUBLISHER', record: false, other: 1 });
  assert.equal(changed.role, 'PUBLISHER');
  assert.deepEqual(await member.client.notice('connectionPropertyChanged'), {
    property: 'role',
    newValue: 'PUBLISHER',
  });
  assert.deepEqual(await member.client.notice('connectionPropertyChanged'), { property: 'record', newValue: 'false' });
  assert.equal((await room.rest('PATCH', path, { role: 'PUBLISHER' })).status, 200);
  await room.publish(member);
  assert.ok(!member.client.notices.some(({ method }) => method === 'connectionPropertyChanged'));
});
