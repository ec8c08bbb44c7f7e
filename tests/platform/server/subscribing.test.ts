import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { MediaServerKind } from '../../../src/server/server-options.js';
import { Room, videoOffer } from './room.js';

async function publisherAndSubscriber(t: TestContext, mediaServer: MediaServerKind) {
  const room = await Room.open(t, { mediaServer });
  const publisher = await room.join();
  const subscriber = await room.join({}, '{"participant":9}');
  const streamId = await room.publish(publisher);
  room.media.calls.length = 0;
  return { room, publisher, subscriber, streamId, legId: `${subscriber.id}_${streamId}` };
}

const subscribersOf = async (room: Room, connectionId: string) =>
  (await room.json<{ subscribers: { streamId: string }[] }>('GET', `/sessions/room/connection/${connectionId}`))
    .subscribers;

test('kurento: the client offers', async (t) => {
  const { room, subscriber, publisher, streamId, legId } = await publisherAndSubscriber(t, 'kurento');
  const { client } = subscriber;
  const answer = await client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });
  assert.equal(answer.sdpAnswer, 'answer to subscriber');
  await client.request('onIceCandidate', {
    endpointName: publisher.id,
    candidate: 'candidate:1',
    sdpMid: '0',
    sdpMLineIndex: 0,
  });
  assert.deepEqual(room.media.calls, [`answerSubscription ${legId}`, `addCandidate ${legId} candidate:1 0`]);
  assert.equal(room.media.participants.get(legId), 9);
  assert.deepEqual(
    (await subscribersOf(room, subscriber.id)).map((each) => each.streamId),
    [streamId],
  );
});

test('mediasoup: the server offers', async (t) => {
  const { room, subscriber, streamId, legId } = await publisherAndSubscriber(t, 'mediasoup');
  const { client } = subscriber;
  await assert.rejects(client.request('receiveVideoFrom', { sender: streamId, sdpAnswer: 'v=0' }), { code: 303 });
  const { sdpOffer } = await client.request('prepareReceiveVideoFrom', { sender: streamId, reconnect: false });
  assert.equal(sdpOffer, 'offer to subscriber');
  assert.deepEqual(await subscribersOf(room, subscriber.id), [], 'no subscription before the answer');
  const done = await client.request('receiveVideoFrom', { sender: streamId, sdpAnswer: 'v=0' });
  assert.deepEqual(Object.keys(done), ['sessionId']);
  assert.deepEqual(room.media.calls, [`offerSubscription ${legId}`, `acceptSubscription ${legId} v=0`]);
  assert.equal((await subscribersOf(room, subscriber.id)).length, 1);
});

test('kurento: a subscriber reconnects its stream with a new offer', async (t) => {
  const { room, subscriber, streamId, legId } = await publisherAndSubscriber(t, 'kurento');
  await subscriber.client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });
  room.media.calls.length = 0;
  const again = { stream: streamId, sdpOffer: videoOffer, forciblyReconnect: false };
  assert.equal((await subscriber.client.request('reconnectStream', again)).sdpAnswer, 'answer to subscriber');
  assert.deepEqual(room.media.calls, [`closeLeg ${legId}`, `answerSubscription ${legId}`]);
});

test('mediasoup: a subscriber reconnects its stream with a new answer', async (t) => {
  const { room, subscriber, streamId, legId } = await publisherAndSubscriber(t, 'mediasoup');
  const { client } = subscriber;
  await client.request('prepareReceiveVideoFrom', { sender: streamId, reconnect: false });
  await client.request('receiveVideoFrom', { sender: streamId, sdpAnswer: 'first' });
  room.media.calls.length = 0;
  await client.request('prepareReceiveVideoFrom', { sender: streamId, reconnect: true });
  await client.request('reconnectStream', { stream: streamId, sdpString: 'second', forciblyReconnect: false });
  assert.deepEqual(room.media.calls, [
    `closeLeg ${legId}`,
    `offerSubscription ${legId}`,
    `acceptSubscription ${legId} second`,
  ]);
});

test('a subscriber may unsubscribe by connection id and subscribe again', async (t) => {
  const { room, subscriber, publisher, streamId, legId } = await publisherAndSubscriber(t, 'kurento');
  const { client } = subscriber;
  await client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });
  await client.request('unsubscribeFromVideo', { sender: publisher.id });
  assert.equal(room.media.calls.at(-1), `closeLeg ${legId}`);
  await client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });
  await assert.rejects(client.request('unsubscribeFromVideo', { sender: 'con_Nobody' }), { code: 102 });
});

test('subscribing is refused with the documented codes', async (t) => {
  const { room, subscriber, publisher, streamId } = await publisherAndSubscriber(t, 'kurento');
  const subscribe = (sender: string, sdpOffer = videoOffer) =>
    subscriber.client.request('receiveVideoFrom', { sender, sdpOffer });
  await assert.rejects(subscribe('str_CAM_Abcd_con_Nobody'), { code: 102 });
  await assert.rejects(subscribe(`str_CAM_Abcd_${publisher.id}`), { code: 105 });
  await assert.rejects(subscribe(await room.publish(subscriber)), { code: 105 }, 'oneself');
  await assert.rejects(subscribe(streamId, videoOffer.replace('VP8', 'AV1')), { code: 800 });
  room.media.failure = new Error('no fingerprint');
  await assert.rejects(subscribe(streamId), { code: 302 });
  assert.match(room.media.calls.at(-1)!, /^closeLeg /);
  assert.deepEqual(await subscribersOf(room, subscriber.id), []);
});

test('a stream that ends while it is being subscribed to is "not streaming"', async (t) => {
  const { room, subscriber, publisher, streamId, legId } = await publisherAndSubscriber(t, 'kurento');
  const { begun, release } = room.media.hold();
  room.media.failure = new Error('was closed while it negotiated');
  const refused = assert.rejects(
    subscriber.client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer }),
    { code: 105 },
  );
  await begun;
  await publisher.client.request('unpublishVideo', {});
  release();
  await refused;
  assert.ok(room.media.calls.includes(`closeLeg ${legId}`));
});

test('the legs of a subscriber end when it leaves', async (t) => {
  const { room, subscriber, streamId, legId } = await publisherAndSubscriber(t, 'kurento');
  await subscriber.client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });
  await subscriber.client.request('leaveRoom', {});
  assert.deepEqual(room.media.calls.slice(1), [`closeLeg ${legId}`]);
});

test('the legs of a stream end silently with it', async (t) => {
  const { room, subscriber, publisher, streamId, legId } = await publisherAndSubscriber(t, 'kurento');
  await subscriber.client.request('receiveVideoFrom', { sender: streamId, sdpOffer: videoOffer });
  await publisher.client.request('leaveRoom', {});
  assert.deepEqual(room.media.calls.slice(1), [`closeLeg ${legId}`, `closeStream ${streamId}`]);
  await subscriber.client.notice('participantLeft');
  assert.ok(!subscriber.client.frames.includes('participantUnpublished'));
  assert.deepEqual(await subscribersOf(room, subscriber.id), []);
});
