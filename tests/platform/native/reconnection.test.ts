import assert from 'node:assert/strict';
import { after, afterEach, before, describe, mock, test } from 'node:test';
import { Peer } from '../../../src/participants/native/peer/peer.js';
import { cutSockets } from './cut-sockets.js';
import { Deployment } from './deployment.js';
import { type Observed, Room } from './room.js';

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`reconnection of native participants, ${mediaServer} negotiation`, () => {
    let deployment: Deployment;
    let room: Room;

    before(async () => {
      deployment = await Deployment.start({ mediaServer });
    });
    after(() => deployment.close());
    afterEach(async () => {
      mock.restoreAll();
      await room.close();
    });

    async function pair(): Promise<Observed[]> {
      room = await Room.open(deployment, 2);
      const both = await room.joinAll();
      for (const [index, observed] of both.entries()) await observed.seesFullRate(1 - index);
      return both;
    }

    test('a socket that is cut is replaced within the grace; media go on all the while', async () => {
      const both = await pair();
      assert.ok(cutSockets(deployment.server.url) >= 2);
      for (const [index, observed] of both.entries()) {
        const lost = await observed.event('reconnecting');
        const back = await observed.event('reconnected');
        assert.ok(back.at - lost.at < 10_000);
        await observed.seesFullRate(1 - index);
        assert.equal(observed.inbound(1 - index).at(-1)!.packetsLost, 0);
        assert.equal(observed.events.length, 2);
      }
      const third = await room.join(1, {
        role: { index: 1, publishes: { audio: false, video: false }, receivesFrom: [0] },
      });
      await third.seesFullRate(0);
    });

    test('where the socket comes back but media did not, another media connection takes over', async () => {
      const both = await pair();
      const before = both.map((observed, index) => observed.inbound(1 - index).at(-1)!.framesDecoded!);
      const state = Object.getOwnPropertyDescriptor(Peer.prototype, 'state')!.get!;
      const fresh = new Set<Peer>();
      // Every connection from before the cut is taken for lost.
      mock.getter(Peer.prototype, 'state', function (this: Peer) {
        return fresh.has(this) ? state.call(this) : 'disconnected';
      });
      const connect = Peer.prototype.connect;
      mock.method(Peer.prototype, 'connect', function (this: Peer) {
        fresh.add(this);
        connect.call(this);
      });
      cutSockets(deployment.server.url);
      for (const [index, observed] of both.entries()) {
        await observed.event('reconnected');
        await observed.seesFullRate(1 - index);
        const after = observed.inbound(1 - index).at(-1)!;
        assert.ok(after.framesDecoded! > before[index]! + 30, 'counters go on');
      }
      assert.equal(fresh.size, 4, 'two publishers and two subscriptions');
    });

    test('a set-up that fails once succeeds with another connection, and is reported', async () => {
      let failed = 0;
      const connect = Peer.prototype.connect;
      mock.method(Peer.prototype, 'connect', function (this: Peer) {
        if (failed++ === 0) this.close();
        else connect.call(this);
      });
      room = await Room.open(deployment, 2);
      const publisher = await room.join(0, {
        role: { index: 0, publishes: { audio: true, video: true }, receivesFrom: [] },
      });
      assert.deepEqual(
        publisher.look().events.map(({ type }) => type),
        ['reconnecting', 'reconnected'],
      );
      const viewer = await room.join(1, {
        role: { index: 1, publishes: { audio: false, video: false }, receivesFrom: [0] },
      });
      await viewer.seesFullRate(0);
    });
  });
