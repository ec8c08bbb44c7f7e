import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Guest } from './guest.js';
import { Room } from './room.js';

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`a cut socket, ${mediaServer} negotiation`, () => {
    let room: Room;
    before(async () => {
      room = await Room.open(mediaServer, { reconnectionGraceMs: 4000 });
    });
    after(() => room?.close());
    beforeEach(() => room.newSession());
    afterEach(() => room.clear());

    const watching = async (repairMedia: boolean): Promise<[Guest, Guest]> => {
      const [anna, ben] = [await room.join('anna', { repairMedia }), await room.join('ben', { repairMedia })];
      await anna.publish();
      await ben.said('streamCreated anna');
      await ben.sees('anna');
      return [anna, ben];
    };

    it('comes back within the grace, and nobody else notices', async () => {
      const [anna, ben] = await watching(false);
      room.cutSockets();
      for (const guest of [anna, ben]) await guest.said('reconnecting', 'reconnected');
      await ben.sees('anna');
      await anna.page.evaluate(() => window.sdk.signal([], 'chat', 'back'));
      await ben.said('signal:chat back from anna');
      const events = await ben.page.evaluate(() => window.sdk.events);
      assert.deepEqual(
        events.filter((event) => /Destroyed|Disconnected/.test(event)),
        [],
      );
    });

    it('comes back with new media, where the SDK is told to make it anew', async () => {
      const [anna, ben] = await watching(true);
      const before = await ben.page.evaluate(() => window.sdk.iceUser('anna'));
      room.cutSockets();
      for (const guest of [anna, ben]) await guest.said('reconnecting', 'reconnected');
      await ben.sees('anna');
      assert.notEqual(await ben.page.evaluate(() => window.sdk.iceUser('anna')), before);
      for (const guest of [anna, ben]) assert.ok(guest.methods.includes('reconnectStream'));
    });

    it('that stays away longer is the end: networkDisconnect, for itself and for the others', async () => {
      const [anna, ben] = await watching(false);
      await anna.context.setOffline(true);
      room.cutSockets();
      await ben.said('streamDestroyed anna networkDisconnect', 'connectionDestroyed anna networkDisconnect');
      await anna.context.setOffline(false);
      await anna.said('reconnecting', 'own streamDestroyed networkDisconnect', 'sessionDisconnected networkDisconnect');
    });
  });
