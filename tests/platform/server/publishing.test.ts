import assert from 'node:assert/strict';
import test from 'node:test';
import { publishParams, Room, videoOffer } from './room.js';

test('publishing answers with a stream id that ends in the connection id, and tells the others', async (t) => {
  const room = await Room.open(t);
  const publisher = await room.join({}, '{"participant":4}');
  const other = await room.join();
  const answer = await publisher.client.request<{ id: string; createdAt: number }>('publishVideo', publishParams);
  assert.match(answer.id, new RegExp(`^str_CAM_[A-Z]\\w{3}_${publisher.id}$`));
  assert.deepEqual(answer, {
    sdpAnswer: 'answer to publisher',
    id: answer.id,
    createdAt: answer.createdAt,
    sessionId: publisher.joined.sessionId,
  });
  assert.deepEqual(await other.client.notice('participantPublished'), {
    id: publisher.id,
    streams: [
      {
        id: answer.id,
        createdAt: answer.createdAt,
        hasAudio: true,
        hasVideo: true,
        audioActive: true,
        videoActive: true,
        typeOfVideo: 'CAMERA',
        frameRate: 30,
        videoDimensions: '{"width":640,"height":480}',
        filter: {},
      },
    ],
  });
  assert.equal(room.media.participants.get(answer.id), 4, 'faults find the publisher by its index');
  assert.deepEqual(room.media.sessionNames, ['room']);
});

test('an audio-only stream is a microphone and says nothing about video', async (t) => {
  const room = await Room.open(t);
  const publisher = await room.join();
  const other = await room.join();
  const id = await room.publish(publisher, {
    hasVideo: false,
    videoActive: null,
    typeOfVideo: null,
    videoDimensions: null,
    sdpOffer: 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n',
  });
  assert.match(id, /^str_MIC_/);
  const { streams } = (await other.client.notice('participantPublished')) as { streams: object[] };
  assert.deepEqual(Object.keys(streams[0]!).sort(), [
    'audioActive',
    'createdAt',
    'filter',
    'hasAudio',
    'hasVideo',
    'id',
  ]);
});

test('publishing is refused with the documented codes, and leaves nothing behind', async (t) => {
  const room = await Room.open(t);
  const subscriber = await room.join({ role: 'SUBSCRIBER' });
  await assert.rejects(room.publish(subscriber), { code: 401 });
  const publisher = await room.join();
  await assert.rejects(room.publish(publisher, { sdpOffer: videoOffer.replace('VP8', 'H264') }), { code: 800 });
  room.media.failure = new Error('no fingerprint');
  await assert.rejects(room.publish(publisher), { code: 302, message: /no fingerprint\. Code: 302$/ });
  assert.match(room.media.calls.at(-1)!, /^closeStream /);
  await room.publish(publisher);
  await assert.rejects(room.publish(publisher), { code: 106 });
});

test('a session that forces another codec than VP8 cannot be published to', async (t) => {
  const room = await Room.open(t);
  await room.rest('POST', '/sessions', { customSessionId: 'forced', forcedVideoCodec: 'H264' });
  const forced = Object.assign(Object.create(room), { sessionId: 'forced' }) as Room;
  await assert.rejects(forced.publish(await forced.join()), { code: 800 });
});

test('unpublishing tells the others only; publishing again gives a new stream', async (t) => {
  const room = await Room.open(t);
  const publisher = await room.join();
  const other = await room.join();
  const first = await room.publish(publisher);
  await publisher.client.request('unpublishVideo', {});
  assert.deepEqual(await other.client.notice('participantUnpublished'), {
    connectionId: publisher.id,
    reason: 'unpublish',
  });
  assert.equal(room.media.calls.at(-1), `closeStream ${first}`);
  await assert.rejects(publisher.client.request('unpublishVideo', {}), { code: 105 });
  assert.notEqual(await room.publish(publisher), first);
  assert.ok(!publisher.client.frames.includes('participantUnpublished'));
});

test('candidates that come before the stream wait for it', async (t) => {
  const room = await Room.open(t);
  const { client, id } = await room.join();
  const candidate = { endpointName: id, candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 };
  await client.request('onIceCandidate', candidate);
  const streamId = await room.publish({ client, id, joined: {} as never });
  await client.request('onIceCandidate', { ...candidate, candidate: 'candidate:2', sdpMid: '1' });
  assert.deepEqual(room.media.calls, [
    `publish ${streamId}`,
    `addCandidate ${streamId} candidate:1 0`,
    `addCandidate ${streamId} candidate:2 1`,
  ]);
  await assert.rejects(client.request('onIceCandidate', { ...candidate, sdpMid: null }), { code: -1 });
});

test('a publisher that is evicted while it publishes leaves no stream', async (t) => {
  const room = await Room.open(t);
  const publisher = await room.join();
  await room.join();
  const { begun, release } = room.media.hold();
  const published = assert.rejects(room.publish(publisher), { code: 102 });
  await begun;
  assert.equal((await room.rest('DELETE', `/sessions/room/connection/${publisher.id}`)).status, 204);
  release();
  await published;
  assert.match(room.media.calls.at(-1)!, /^closeStream /);
});

test('a publisher that reconnects its stream keeps the ids, and nobody is told', async (t) => {
  const room = await Room.open(t);
  const publisher = await room.join();
  const other = await room.join();
  const streamId = await room.publish(publisher);
  await other.client.notice('participantPublished');
  const answer = await publisher.client.request('reconnectStream', { stream: streamId, sdpString: videoOffer });
  assert.equal(answer.id, streamId);
  assert.equal(answer.sdpAnswer, 'answer to publisher');
  assert.deepEqual(room.media.calls, [`publish ${streamId}`, `publish ${streamId}`]);
  await other.client.request('echo', {});
  assert.deepEqual(other.client.notices, []);
});
