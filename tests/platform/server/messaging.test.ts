import assert from 'node:assert/strict';
import test from 'node:test';
import { Room } from './room.js';

const signal = (content: object) => ({ message: JSON.stringify(content) });

test('a signal carries type, data and sender; to nobody in particular it reaches the sender too', async (t) => {
  const room = await Room.open(t);
  const sender = await room.join();
  const other = await room.join();
  const third = await room.join();
  await sender.client.request('sendMessage', signal({ to: [], data: 'hi', type: 'signal:chat' }));
  for (const { client } of [sender, other, third])
    assert.deepEqual(await client.notice('sendMessage'), { data: 'hi', type: 'signal:chat', from: sender.id });
  await sender.client.request('sendMessage', signal({ to: [other.id], data: 'psst', type: 'signal:signal' }));
  assert.equal((await other.client.notice('sendMessage')).data, 'psst');
  await third.client.request('echo', {});
  assert.equal(third.client.frames.filter((frame) => frame === 'sendMessage').length, 1);
});

test('a signal is refused if it is no JSON, or if a receiver is unknown: then nobody gets it', async (t) => {
  const room = await Room.open(t);
  const { client, id } = await room.join();
  await assert.rejects(client.request('sendMessage', { message: 'hi' }), { code: 600 });
  await assert.rejects(client.request('sendMessage', { message: '[]' }), { code: 600 });
  await assert.rejects(client.request('sendMessage', signal({ to: [id, 'con_Nobody'] })), { code: 601 });
  assert.deepEqual(client.notices, []);
});

test('a changed property reaches the others as JSON text, and REST', async (t) => {
  const room = await Room.open(t);
  const publisher = await room.join();
  const other = await room.join();
  const streamId = await room.publish(publisher);
  const change = (property: string, newValue: unknown, reason: string) =>
    publisher.client.request('streamPropertyChanged', { streamId, property, newValue, reason });
  await change('videoActive', false, 'publishVideo');
  await change('videoDimensions', '{"width":320,"height":240}', 'screenResized');
  await change('videoTrack', { label: 'screen' }, 'trackReplaced');
  const base = { connectionId: publisher.id, streamId };
  assert.deepEqual(await other.client.notice('streamPropertyChanged'), {
    ...base,
    property: 'videoActive',
    newValue: 'false',
    reason: 'publishVideo',
  });
  assert.deepEqual(
    (await other.client.notice('streamPropertyChanged')).newValue,
    JSON.stringify('{"width":320,"height":240}'),
  );
  assert.equal((await other.client.notice('streamPropertyChanged')).newValue, '{"label":"screen"}');
  const { publishers } = await room.json<{ publishers: { mediaOptions: Record<string, unknown> }[] }>(
    'GET',
    `/sessions/room/connection/${publisher.id}`,
  );
  assert.equal(publishers[0]?.mediaOptions.videoActive, false);
  assert.equal(publishers[0]?.mediaOptions.videoDimensions, '{"width":320,"height":240}');
  await assert.rejects(
    other.client.request('streamPropertyChanged', { ...base, property: 'videoActive', newValue: true }),
    {
      code: 105,
    },
  );
});

test('video data is stored and told to nobody', async (t) => {
  const room = await Room.open(t);
  const publisher = await room.join();
  const other = await room.join();
  await room.publish(publisher);
  await other.client.notice('participantPublished');
  await publisher.client.request('videoData', { height: 90, width: 160, videoActive: true, audioActive: false });
  const { publishers } = await room.json<{ publishers: { mediaOptions: object }[] }>(
    'GET',
    `/sessions/room/connection/${publisher.id}`,
  );
  assert.deepEqual(publishers[0]?.mediaOptions, {
    hasAudio: true,
    audioActive: false,
    hasVideo: true,
    videoActive: true,
    typeOfVideo: 'CAMERA',
    frameRate: 30,
    videoDimensions: '{"width":160,"height":90}',
    filter: {},
  });
  assert.deepEqual(other.client.notices, []);
});
