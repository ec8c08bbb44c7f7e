import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cutSockets } from '../native/cut-sockets.js';
import { eventually } from '../native/deployment.js';
import { type LivekitRoom, livekitRooms } from './livekit-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

describe('native participants on livekit-server', { skip: skipWithoutLivekit }, () => {
  const openRoom = livekitRooms();
  let room: LivekitRoom;

  test('three participants see and hear each other without loss', async () => {
    room = openRoom(3);
    const all = await room.joinAll();
    const othersOf = (index: number) => [0, 1, 2].filter((other) => other !== index);
    await Promise.all(all.flatMap((observed, index) => othersOf(index).map((other) => observed.seesFullRate(other))));
    for (const [index, observed] of all.entries()) {
      const others = othersOf(index);
      for (const other of others) {
        const [before, video] = observed.inbound(other).slice(-2);
        const audio = observed.inbound(other, 'audio').at(-1)!;
        assert.equal(video!.packetsLost, 0);
        assert.equal(audio.packetsLost, 0);
        assert.equal(video!.frameHeight, 360);
        assert.ok(video!.jitter! < 0.03);
        const kbps = ((video!.bytesReceived - before!.bytesReceived) * 8) / (video!.at - before!.at);
        assert.ok(kbps > 250 && kbps < 900, `${kbps}`);
        assert.ok(audio.packetsReceived > 40);
        assert.equal(video!.stampedFrames, video!.framesDecoded);
        assert.equal(video!.foreignFrames, 0);
        assert.equal(video!.stampedFramesLost, 0);
        const latencyMs = (video!.totalEndToEndLatency! * 1000) / video!.latencyMeasurements!;
        assert.ok(latencyMs > 0 && latencyMs < 100, `${latencyMs} ms`);
      }
      const expected = others.flatMap((other) => [`${other} audio`, `${other} video`]);
      assert.deepEqual(observed.firstFrames.map(({ from, kind }) => `${from} ${kind}`).sort(), expected);
      for (const { timeToFirstFrameMs } of observed.firstFrames) assert.ok(timeToFirstFrameMs > 0);
      const { joinTime, publishTime } = observed.participant.times;
      assert.ok(joinTime > 0 && publishTime! > 0);
      assert.deepEqual(observed.events, []);
      const { due, sent } = observed.participant.takeSendReport()!;
      assert.ok(due > 100 && sent / due > 0.95, `${sent} of ${due}`);
    }
  });

  test('only what the role says is received, also from who comes later', async () => {
    room = openRoom(3);
    const role = { index: 2, publishes: { audio: false, video: false }, receivesFrom: [1] };
    const viewer = await room.join(2, { role, token: await room.token(2, { canPublish: false }) });
    await room.join(0);
    await room.join(1);
    await viewer.seesFullRate(1);
    assert.deepEqual([...new Set(viewer.samples.map((sample) => `${sample.direction} ${sample.kind}`))].sort(), [
      'inbound audio',
      'inbound video',
    ]);
    assert.equal(viewer.inbound(0).length + viewer.inbound(0, 'audio').length, 0);
  });

  test('who may only publish, publishes', async () => {
    room = openRoom(2);
    const role = { index: 0, publishes: { audio: false, video: true }, receivesFrom: [] };
    const publisher = await room.join(0, { role, token: await room.token(0, { canSubscribe: false }) });
    const viewer = await room.join(1);
    await viewer.seesFullRate(0);
    assert.equal(viewer.inbound(0, 'audio').length, 0, 'video only');
    const measured = await eventually('a round-trip time is measured', () =>
      publisher.outbound().find(({ roundTripTime }) => roundTripTime !== undefined),
    );
    assert.ok(measured.roundTripTime! < 1);
  });

  test('a simulcast is sent in three sizes, and received in the largest', async () => {
    room = openRoom(2);
    const media = { video: '720p', framesPerSecond: 30, adapt: 'remb', videoCodec: 'vp8', simulcast: true } as const;
    const publisher = await room.join(0, { media });
    const viewer = await room.join(1);
    await viewer.seesFullRate(0);
    assert.equal(viewer.inbound(0).at(-1)!.frameHeight, 720);
    const { stampedFrames, stampedFramesLost, framesDecoded } = viewer.inbound(0).at(-1)!;
    assert.equal(stampedFrames, framesDecoded);
    assert.ok(stampedFramesLost! <= 2, `${stampedFramesLost} frames between layers`);
    const [video] = (await room.rest.getParticipant(room.name, 'p0')).tracks.filter(({ simulcast }) => simulcast);
    assert.deepEqual(
      video!.layers.map(({ height }) => height),
      [180, 360, 720],
    );
    const [before, last] = publisher.outbound().slice(-2);
    const seconds = (last!.at - before!.at) / 1000;
    const kbps = ((last!.bytesSent - before!.bytesSent) * 8) / seconds / 1000;
    assert.ok(kbps > 1200, `${kbps} kbps are all three sizes`);
    assert.ok(Math.abs((last!.framesSent! - before!.framesSent!) / seconds - 30) < 3, 'frames are counted once');
  });

  test('a picture that nobody watches any more is not sent, which is no shortfall; watched again it is', async () => {
    room = openRoom(2);
    const publisher = await room.join(0);
    const viewer = await room.join(1);
    await viewer.seesFullRate(0);
    publisher.participant.takeSendReport();
    await viewer.participant.leave();
    await eventually('the picture is paused', () => {
      const [before, last] = publisher.outbound().slice(-2);
      return before && last && before.packetsSent === last.packetsSent ? true : undefined;
    });
    const { due, sent } = publisher.participant.takeSendReport()!;
    assert.equal(due, sent);
    await (await room.join(1)).seesFullRate(0);
  });

  test('after somebody leaves, the others go on, and see who comes in his place', async () => {
    room = openRoom(3);
    const [first, second, third] = await room.joinAll();
    await first!.seesFullRate(2);
    await third!.participant.leave();
    await eventually('the third has left', async () => (await room.present()).length === 2 || undefined);
    await second!.seesFullRate(0);
    await room.join(2);
    await first!.seesFullRate(2);
    assert.deepEqual(first!.events, []);
  });

  test('with its signalling cut, a participant comes back with all its streams', async () => {
    room = openRoom(2);
    const pair = await room.joinAll();
    for (const [index, observed] of pair.entries()) await observed.seesFullRate(1 - index);
    assert.ok(cutSockets(room.server.url) >= 2);
    for (const [index, observed] of pair.entries()) {
      await observed.event('reconnecting');
      await observed.event('reconnected');
      await observed.seesFullRate(1 - index);
      const counters = observed.inbound(1 - index).map(({ packetsReceived }) => packetsReceived);
      assert.deepEqual(
        counters,
        [...counters].sort((a, b) => a - b),
        'counters go on',
      );
    }
    assert.deepEqual(await room.present(), ['p0', 'p1']);
  });

  test('a participant that the platform removes is told so', async () => {
    room = openRoom(2);
    const [first] = await room.joinAll();
    // To one that it removes while it still joins, the server says nothing.
    await first!.seesFullRate(1);
    await room.rest.removeParticipant(room.name, 'p0');
    const { reason } = await first!.event('disconnected');
    assert.match(reason, /participant_removed/);
  });

  test('a room that is deleted ends its participants', async () => {
    room = openRoom(1);
    const only = await room.join(0);
    await room.rest.deleteRoom(room.name);
    assert.match((await only.event('disconnected')).reason, /room_deleted/);
  });

  test('a token that the server does not know is refused in one sentence that does not hold it', async () => {
    room = openRoom(1);
    const token = `${(await room.token(0)).slice(0, -8)}AAAAAAAA`;
    await assert.rejects(room.join(0, { token }), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'JOIN_REFUSED');
      assert.match(error.message, /refused the participant \(401: .+\); check that the token was made with/);
      assert.ok(!error.message.includes(token) && !error.message.includes(token.split('.')[1]!));
      return true;
    });
  });

  test('without a server, the address is named', async () => {
    room = openRoom(1, 'http://127.0.0.1:9');
    await assert.rejects(room.join(0), /The signalling of ws:\/\/127\.0\.0\.1:9 cannot be reached/);
  });
});
