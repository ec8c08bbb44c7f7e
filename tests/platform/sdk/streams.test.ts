import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Room } from './room.js';

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`streams of the real SDKs, ${mediaServer} negotiation`, () => {
    let room: Room;
    before(async () => {
      room = await Room.open(mediaServer);
    });
    after(() => room?.close());
    beforeEach(() => room.newSession());
    afterEach(() => room.clear());

    it('are published, subscribed to and decoded, both ways', async () => {
      const anna = await room.join('anna');
      const annasStream = await anna.publish();
      const ben = await room.join('ben');
      await ben.publish();
      await anna.said('connectionCreated anna', 'own streamCreated', 'connectionCreated ben', 'streamCreated ben');
      await ben.said('connectionCreated ben', 'connectionCreated anna', 'streamCreated anna', 'own streamCreated');
      await anna.sees('ben');
      await ben.sees('anna');
      assert.equal(ben.methods.includes('prepareReceiveVideoFrom'), mediaServer === 'mediasoup');

      await room.session.fetch();
      const connection = room.session.activeConnections.find(({ connectionId }) => connectionId === anna.connectionId);
      assert.deepEqual(
        connection?.publishers.map(({ streamId, typeOfVideo }) => [streamId, typeOfVideo]),
        [[annasStream, 'CAMERA']],
      );
      assert.equal(connection?.subscribers.length, 1);
    });

    it('can be left and taken again by a subscriber', async () => {
      const [anna, ben] = [await room.join('anna'), await room.join('ben', { role: 'SUBSCRIBER' })];
      await anna.publish();
      await ben.said('streamCreated anna');
      await ben.sees('anna');
      await ben.page.evaluate(() => window.sdk.unsubscribe('anna'));
      await ben.page.evaluate(() => window.sdk.subscribe('anna'));
      await ben.sees('anna');
    });

    it('can be muted, which the others and the REST API learn', async () => {
      const [anna, ben] = [await room.join('anna'), await room.join('ben', { role: 'SUBSCRIBER' })];
      await anna.publish();
      await ben.said('streamCreated anna');
      await anna.page.evaluate(() => window.sdk.publishVideo(false));
      await ben.said('streamPropertyChanged anna videoActive false publishVideo');
      await anna.page.evaluate(() => window.sdk.publishAudio(false));
      await ben.said('streamPropertyChanged anna audioActive false publishAudio');
      await anna.said('streamPropertyChanged anna videoActive false publishVideo');
      await room.session.fetch();
      const muted = room.session.activeConnections.flatMap(({ publishers }) => publishers);
      assert.deepEqual(
        muted.map(({ audioActive, videoActive }) => [audioActive, videoActive]),
        [[false, false]],
      );

      await anna.page.evaluate(() => window.sdk.publishVideo(true));
      await ben.said('streamPropertyChanged anna videoActive true publishVideo');
      await ben.sees('anna');
    });

    it('can be unpublished and published again, under a new id', async () => {
      const [anna, ben] = [await room.join('anna'), await room.join('ben', { role: 'SUBSCRIBER' })];
      const before = await anna.publish();
      await ben.said('streamCreated anna');
      await ben.sees('anna');
      await anna.page.evaluate(() => window.sdk.unpublish());
      await anna.said('own streamDestroyed unpublish');
      await ben.said('streamDestroyed anna unpublish');
      const again = await anna.page.evaluate(() => window.sdk.republish());
      assert.notEqual(again, before);
      await ben.said('streamCreated anna', 'streamDestroyed anna unpublish', 'streamCreated anna');
      await ben.sees('anna');
    });

    it('end by the hand of a moderator', async () => {
      const [anna, ben] = [await room.join('anna'), await room.join('ben', { role: 'MODERATOR' })];
      await anna.publish();
      await ben.said('streamCreated anna');
      await ben.page.evaluate(() => window.sdk.forceUnpublish('anna'));
      await anna.said('own streamDestroyed forceUnpublishByUser');
      await ben.said('streamDestroyed anna forceUnpublishByUser');
    });

    it('end by the REST API', async () => {
      const [anna, ben] = [await room.join('anna'), await room.join('ben', { role: 'SUBSCRIBER' })];
      const streamId = await anna.publish();
      await ben.said('streamCreated anna');
      await room.session.fetch();
      await room.session.forceUnpublish(streamId);
      await anna.said('own streamDestroyed forceUnpublishByServer');
      await ben.said('streamDestroyed anna forceUnpublishByServer');
    });

    it('are not for subscribers to publish, nor for publishers to end', async () => {
      const [anna, ben] = [await room.join('anna'), await room.join('ben', { role: 'SUBSCRIBER' })];
      await anna.publish();
      await ben.said('streamCreated anna');
      // The SDK rejects with objects that are no Errors, so the page has to name them.
      const denied = await ben.page.evaluate(async () => [
        await window.sdk.publish().catch(({ name }) => name),
        await window.sdk.forceUnpublish('anna').catch(({ name }) => name),
      ]);
      assert.deepEqual(denied, ['OPENVIDU_PERMISSION_DENIED', 'OPENVIDU_PERMISSION_DENIED']);
    });
  });
