import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Guest } from './guest.js';
import { Room } from './room.js';

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`signals and departures of the real SDKs, ${mediaServer} negotiation`, () => {
    let room: Room;
    let [anna, ben]: Guest[] = [];
    before(async () => {
      room = await Room.open(mediaServer);
    });
    after(() => room?.close());
    beforeEach(async () => {
      await room.newSession();
      anna = await room.join('anna');
      ben = await room.join('ben', { role: 'MODERATOR' });
      await anna.publish();
      await ben.said('streamCreated anna');
    });
    afterEach(() => room.clear());

    it('deliver signals to everyone, the sender included, or to one', async () => {
      await anna!.page.evaluate(() => window.sdk.signal([], 'chat', 'hello'));
      for (const guest of [anna, ben]) await guest!.said('signal:chat hello from anna');
      await anna!.page.evaluate(() => window.sdk.signal(['ben'], 'chat', 'psst'));
      await ben!.said('signal:chat psst from anna');
      assert.equal((await anna!.page.evaluate(() => window.sdk.events)).includes('signal:chat psst from anna'), false);
    });

    it('leave', async () => {
      await anna!.page.evaluate(() => window.sdk.leave());
      await anna!.said('own streamDestroyed disconnect', 'sessionDisconnected disconnect');
      await ben!.said('streamDestroyed anna disconnect', 'connectionDestroyed anna disconnect');
      await room.session.fetch();
      assert.deepEqual(
        room.session.activeConnections.map(({ connectionId }) => connectionId),
        [ben!.connectionId],
      );
    });

    it('are evicted by a moderator', async () => {
      await ben!.page.evaluate(() => window.sdk.forceDisconnect('anna'));
      await anna!.said('own streamDestroyed forceDisconnectByUser', 'sessionDisconnected forceDisconnectByUser');
      await ben!.said('streamDestroyed anna forceDisconnectByUser', 'connectionDestroyed anna forceDisconnectByUser');
    });

    it('are evicted by the REST API', async () => {
      await room.session.fetch();
      await room.session.forceDisconnect(anna!.connectionId);
      await anna!.said('own streamDestroyed forceDisconnectByServer', 'sessionDisconnected forceDisconnectByServer');
      await ben!.said(
        'streamDestroyed anna forceDisconnectByServer',
        'connectionDestroyed anna forceDisconnectByServer',
      );
    });

    it('go when the session is closed', async () => {
      await room.session.close();
      await anna!.said('own streamDestroyed sessionClosedByServer', 'sessionDisconnected sessionClosedByServer');
      await ben!.said('sessionDisconnected sessionClosedByServer');
    });
  });
