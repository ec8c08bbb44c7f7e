import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Deployment, eventually } from './deployment.js';
import { Room } from './room.js';

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`native participants, ${mediaServer} negotiation`, () => {
    let deployment: Deployment;
    let room: Room;

    before(async () => {
      deployment = await Deployment.start({ mediaServer });
    });
    after(() => deployment.close());
    beforeEach(async () => {
      await deployment.setFaults({});
    });
    afterEach(() => room.close());

    test('two participants see and hear each other without loss', async () => {
      room = await Room.open(deployment, 2);
      const pair = await room.joinAll();
      for (const [index, observed] of pair.entries()) {
        const other = 1 - index;
        await observed.seesFullRate(other);
        const video = observed.inbound(other).at(-1)!;
        const audio = observed.inbound(other, 'audio').at(-1)!;
        assert.equal(video.packetsLost, 0);
        assert.equal(audio.packetsLost, 0);
        assert.equal(video.frameHeight, 360);
        assert.ok(audio.packetsReceived > 40);
        assert.ok(observed.participant.times.joinTime > 0 && observed.participant.times.publishTime! > 0);
        assert.deepEqual(observed.firstFrames.map(({ from, kind }) => `${from} ${kind}`).sort(), [
          `${other} audio`,
          `${other} video`,
        ]);
        for (const { timeToFirstFrameMs } of observed.firstFrames) assert.ok(timeToFirstFrameMs > 0);
        assert.deepEqual(observed.events, []);
      }
    });

    test('a publisher tells what it sends, and the round-trip time to the server', async () => {
      room = await Room.open(deployment, 2);
      const [publisher] = await room.joinAll();
      const measured = await eventually('a round-trip time is measured', () =>
        publisher!.outbound().find(({ roundTripTime }) => roundTripTime !== undefined),
      );
      assert.ok(measured.roundTripTime! >= 0 && measured.roundTripTime! < 1);
      await eventually('three seconds are sampled', () => publisher!.outbound()[3]);
      const [first, second] = publisher!.outbound().slice(-2);
      const seconds = (second!.at - first!.at) / 1000;
      assert.ok(Math.abs((second!.framesSent! - first!.framesSent!) / seconds - 30) < 3);
      assert.ok(Math.abs(second!.sourceFramesPerSecond! - 30) < 3);
      const kbps = ((second!.bytesSent - first!.bytesSent) * 8) / seconds / 1000;
      assert.ok(kbps > 250 && kbps < 900, `${kbps}`);
      const { due, sent } = publisher!.participant.takeSendReport()!;
      assert.ok(due > 200 && sent / due > 0.95, `${sent} of ${due}`);
    });

    test('a late joiner gets a key frame, in the middle of the stream', async () => {
      room = await Room.open(deployment, 3);
      const [first] = [await room.join(0, { role: publisherOnly(0) }), await room.join(1, { role: publisherOnly(1) })];
      await eventually('the first sends for two seconds', () => first.outbound()[2]);
      const late = await room.join(2, {
        role: { index: 2, publishes: { audio: false, video: false }, receivesFrom: [0, 1] },
      });
      for (const from of [0, 1]) await late.seesFullRate(from);
      const videos = late.firstFrames.filter(({ kind }) => kind === 'video');
      assert.equal(videos.length, 2);
      // Clips have a key frame every 2 to 3 s by themselves.
      for (const { timeToFirstFrameMs } of videos) assert.ok(timeToFirstFrameMs < 1500, `${timeToFirstFrameMs}`);
      assert.equal(late.participant.times.publishTime, undefined);
      assert.equal(late.outbound().length, 0);
    });

    test('seven participants: all 84 streams flow', async () => {
      room = await Room.open(deployment, 7);
      const all = await room.joinAll();
      for (const [index, observed] of all.entries())
        for (let from = 0; from < 7; from++) {
          if (from === index) continue;
          await eventually(`${index} receives ${from}`, () =>
            observed.inbound(from).find(({ framesDecoded }) => framesDecoded! > 15),
          );
          await eventually(`${index} hears ${from}`, () =>
            observed.inbound(from, 'audio').find(({ packetsReceived }) => packetsReceived > 20),
          );
        }
      assert.deepEqual(
        all.flatMap(({ events }) => events),
        [],
      );
    });

    test('audio only and video only are published and received as such', async () => {
      room = await Room.open(deployment, 3);
      const voice = { index: 0, publishes: { audio: true, video: false }, receivesFrom: [1] };
      const picture = { index: 1, publishes: { audio: false, video: true }, receivesFrom: [0] };
      const [speaker, painter] = [await room.join(0, { role: voice }), await room.join(1, { role: picture })];
      await speaker.seesFullRate(1);
      await eventually('the voice is heard', () =>
        painter.inbound(0, 'audio').find(({ packetsReceived }) => packetsReceived > 40),
      );
      assert.equal(speaker.inbound(1, 'audio').length, 0);
      assert.equal(painter.inbound(0).length, 0);
      assert.equal(speaker.outbound().length, 0);
      assert.equal(painter.outbound('audio').length, 0);
    });

    test('lost packets are asked for and repaired: loss on the way, none after repair', async () => {
      await deployment.setFaults({ packetLoss: { ratio: 0.05, on: 'subscriber', residual: false } });
      room = await Room.open(deployment, 2);
      const [observed] = await room.joinAll();
      const sample = await eventually('losses were repaired', () =>
        observed!.inbound(1).find(({ networkPacketsLost, nackCount }) => networkPacketsLost! >= 10 && nackCount! >= 5),
      );
      assert.ok(sample.packetsLost <= sample.networkPacketsLost! / 5, JSON.stringify(sample));
      await observed!.seesFullRate(1);
      assert.ok(observed!.outbound().some(({ packetsSent }) => packetsSent > 0));
    });

    test('heavy loss lowers the estimate, the publisher goes to a smaller clip, and comes back', async () => {
      await deployment.setFaults({ packetLoss: { ratio: 0.3, on: 'subscriber', to: 1, residual: false } });
      room = await Room.open(deployment, 2);
      const [publisher, subscriber] = await room.joinAll();
      await eventually('the publisher is limited by bandwidth', () =>
        publisher!.outbound().find(({ qualityLimitationDurations }) => qualityLimitationDurations!.bandwidth! > 0),
      );
      await eventually(
        'a smaller picture arrives',
        () => subscriber!.inbound(0).find(({ frameHeight }) => frameHeight === 180),
        60_000,
      );
      await deployment.setFaults({});
      await eventually(
        'the full picture is back',
        () => subscriber!.inbound(0).at(-1)!.frameHeight === 360 || undefined,
        60_000,
      );
    });
  });

const publisherOnly = (index: number) => ({ index, publishes: { audio: true, video: true }, receivesFrom: [] });
