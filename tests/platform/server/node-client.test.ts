import assert from 'node:assert/strict';
import test from 'node:test';
import { OpenVidu, OpenViduRole, RecordingMode, Session, VideoCodec } from 'openvidu-node-client';
import { Room, videoOffer } from './room.js';

function nodeClient(room: Room): OpenVidu {
  const client = new OpenVidu(room.server.url, room.server.secret);
  client.enableProdMode();
  return client;
}

test('createSession gives a random or the custom id, and finds an existing session', async (t) => {
  const client = nodeClient(await Room.open(t));
  const random = await client.createSession();
  assert.match(random.sessionId, /^ses_[A-Z]\w{9}$/);
  const custom = await client.createSession({
    customSessionId: 'my-room_1',
    recordingMode: RecordingMode.ALWAYS,
    forcedVideoCodec: VideoCodec.VP8,
    allowTranscoding: true,
  });
  assert.equal(custom.sessionId, 'my-room_1');
  const again = await client.createSession({ customSessionId: 'my-room_1' });
  assert.equal(again.createdAt, custom.createdAt);
  assert.equal(again.properties.recordingMode, 'ALWAYS');
  assert.equal(again.properties.forcedVideoCodec, 'VP8');
  assert.deepEqual(again.properties.defaultRecordingProperties, random.properties.defaultRecordingProperties);
});

test('fetch sees sessions, connections and streams as they are', async (t) => {
  const room = await Room.open(t);
  const client = nodeClient(room);
  const publisher = await room.join({ data: 'server' }, 'client');
  const subscriber = await room.join({ role: 'SUBSCRIBER' });
  await room.token();
  const streamId = await room.publish(publisher);
  await subscriber.client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });

  assert.equal(await client.fetch(), true);
  assert.equal(await client.fetch(), false, 'nothing changed since');
  const session = client.activeSessions.find(({ sessionId }) => sessionId === 'room')!;
  assert.equal(await session.fetch(), false);
  assert.equal(session.connections.length, 3);
  assert.equal(session.activeConnections.length, 2);
  const [first, second] = session.activeConnections;
  assert.equal(first?.connectionId, publisher.id);
  assert.equal(first?.serverData, 'server');
  assert.equal(first?.clientData, 'client');
  assert.equal(first?.platform, 'Test');
  assert.equal(first?.ip, '127.0.0.1');
  assert.equal(first?.location, 'unknown');
  assert.ok(first!.activeAt! >= first!.createdAt!);
  assert.deepEqual(
    first?.publishers.map(({ streamId, typeOfVideo, frameRate, videoActive }) => [
      streamId,
      typeOfVideo,
      frameRate,
      videoActive,
    ]),
    [[streamId, 'CAMERA', 30, true]],
  );
  assert.deepEqual(second?.subscribers, [streamId]);
  const pending = session.connections.find(({ status }) => status === 'pending')!;
  assert.deepEqual([pending.activeAt, pending.platform, pending.publishers.length], [null, null, 0]);
});

test('fetchWebRtc finds the fields that it reads', async (t) => {
  const room = await Room.open(t);
  const client = nodeClient(room);
  const publisher = await room.join();
  const subscriber = await room.join();
  const streamId = await room.publish(publisher);
  await subscriber.client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });
  const { changes } = await client.fetchWebRtc();
  assert.equal(changes, true);
  const connections = client.activeSessions[0]!.activeConnections;
  const published = connections[0]?.publishers[0] as unknown as { webRtc: { kms: { webrtcEndpointName: string } } };
  assert.equal(published.webRtc.kms.webrtcEndpointName, streamId);
});

test('createConnection, generateToken, updateConnection, forceDisconnect', async (t) => {
  const room = await Room.open(t);
  const client = nodeClient(room);
  const session = await client.createSession({ customSessionId: 'calls' });
  const customIceServers = [
    { url: 'stun:127.0.0.1:3478' },
    { url: 'turn:127.0.0.1:3478', username: 'u', credential: 'c' },
    { url: 'turn:127.0.0.1:3479', staticAuthSecret: 's' },
  ];
  const kurentoOptions = { videoMaxRecvBandwidth: 500, allowedFilters: ['GStreamerFilter'] };
  const connection = await session.createConnection({
    role: OpenViduRole.MODERATOR,
    data: 'x',
    record: false,
    kurentoOptions,
    customIceServers,
  });
  assert.equal(connection.status, 'pending');
  const { connectionProperties } = connection;
  assert.deepEqual(
    [connectionProperties.role, connectionProperties.data, connectionProperties.record, connectionProperties.type],
    ['MODERATOR', 'x', false, 'WEBRTC'],
  );
  assert.deepEqual(connectionProperties.kurentoOptions, kurentoOptions);
  const [stun, turn, temporary] = connectionProperties.customIceServers!;
  assert.deepEqual([stun, turn], customIceServers.slice(0, 2));
  assert.match(temporary!.username!, /^\d+:/);
  assert.ok(temporary!.credential && !temporary!.staticAuthSecret, 'the static secret is not shown');

  const updated = await session.updateConnection(connection.connectionId, {
    role: OpenViduRole.SUBSCRIBER,
    record: true,
  });
  assert.equal(updated?.connectionProperties.role, 'SUBSCRIBER');
  const token = await session.generateToken({ role: OpenViduRole.SUBSCRIBER, data: 'y' });
  assert.match(token, /^ws:\/\/127\.0\.0\.1:\d+\?sessionId=calls&token=tok_[A-Z]\w{15}$/);
  await session.fetch();
  assert.equal(session.connections.length, 2);
  await session.forceDisconnect(connection);
  assert.equal(session.connections.length, 1);
  await assert.rejects(session.forceDisconnect(connection.connectionId), { message: '404' });
});

test('forceUnpublish and close', async (t) => {
  const room = await Room.open(t);
  const client = nodeClient(room);
  const member = await room.join();
  const streamId = await room.publish(member);
  const session = await client.createSession({ customSessionId: 'room' });
  await session.forceUnpublish(streamId);
  await assert.rejects(session.forceUnpublish(streamId), { message: '404' });
  await session.close();
  await assert.rejects(session.close(), { message: '404' });
  await assert.rejects(session.fetch(), { message: '404' });
  await assert.rejects(session.createConnection(), { message: '404' });
});

test('recordings and broadcasts are not there: 501', async (t) => {
  const client = nodeClient(await Room.open(t));
  const calls = [
    () => client.listRecordings(),
    () => client.getRecording('x'),
    () => client.startRecording('room'),
    () => client.stopRecording('x'),
    () => client.deleteRecording('x'),
    () => client.startBroadcast('room', 'rtmp://127.0.0.1/x'),
    () => client.stopBroadcast('room'),
  ];
  for (const call of calls) await assert.rejects(call(), { message: '501' });
});

test('a wrong secret is 401 everywhere', async (t) => {
  const room = await Room.open(t);
  const client = new OpenVidu(room.server.url, 'wrong');
  client.enableProdMode();
  await assert.rejects(client.createSession(), { message: '401' });
  await assert.rejects(client.fetch(), { message: '401' });
  await assert.rejects(client.listRecordings(), { message: '401' });
  const session = new Session(client, { sessionId: 'room', connections: { content: [] } });
  await assert.rejects(session.close(), { message: '401' });
});
