import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Deployment, eventually } from './deployment.js';
import { type Observed, Room } from './room.js';

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`departures seen by native participants, ${mediaServer} negotiation`, () => {
    let deployment: Deployment;
    let room: Room;

    before(async () => {
      deployment = await Deployment.start({ mediaServer });
    });
    after(() => deployment.close());
    afterEach(() => room.close());

    /** Two participants that see each other. */
    async function pair(): Promise<[Observed, Observed]> {
      room = await Room.open(deployment, 2);
      const [first, second] = await room.joinAll();
      await Promise.all([first!.seesFullRate(1), second!.seesFullRate(0)]);
      return [first!, second!];
    }

    test('a stream that is unpublished by force ends on both sides; the rest goes on', async () => {
      const [first, second] = await pair();
      await room.session.fetch();
      const connection = room.session.activeConnections.find(
        ({ connectionId }) => connectionId === first.participant.connectionId,
      );
      await room.session.forceUnpublish(connection!.publishers[0]!.streamId);
      await stops(() => second.inbound(0).length);
      await stops(() => first.outbound().length);
      await first.seesFullRate(1);
      assert.deepEqual([...first.events, ...second.events], []);
    });

    test('whoever leaves is gone for the others and for the server; its own media end', async () => {
      const [first, second] = await pair();
      await first.participant.leave();
      await stops(() => second.inbound(0).length);
      await eventually('the server has one participant', async () =>
        (await deployment.connections()) === 1 ? true : undefined,
      );
      await second.participant.leave();
      assert.deepEqual([...first.look().events, ...second.look().events], []);
      await first.participant.leave();
    });

    test('an evicted participant is told why, and its media end', async () => {
      const [first, second] = await pair();
      await room.session.forceDisconnect(first.participant.connectionId);
      const { reason, at } = await first.event('disconnected');
      assert.equal(reason, 'forceDisconnectByServer');
      assert.ok(Math.abs(at - Date.now()) < 60_000);
      await stops(() => first.inbound(1).length);
      await stops(() => second.inbound(0).length);
      await first.participant.leave();
    });

    test('all are told when their session is closed', async () => {
      const [first, second] = await pair();
      await room.session.close();
      for (const observed of [first, second])
        assert.equal((await observed.event('disconnected')).reason, 'sessionClosedByServer');
    });
  });

/** Waits until a count stays the same over two seconds of samples. */
async function stops(count: () => number): Promise<void> {
  let [last, since] = [count(), Date.now()];
  await eventually('no further sample comes', () => {
    const now = count();
    if (now !== last) [last, since] = [now, Date.now()];
    return Date.now() - since >= 2000 ? true : undefined;
  });
}
