import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { JoinedParticipant, ParticipantEvent } from '../../../src/participants/participant.js';
import { eventually } from '../browser/eventually.js';
import { BrowserRooms, identityOf, Watch } from './browser-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

const both = { audio: true, video: true };
const nothing = { audio: false, video: false };
const watcher = { index: 1, publishes: nothing, receivesFrom: [0] };

const nextEvents = (participant: JoinedParticipant): Promise<ParticipantEvent[]> =>
  eventually(
    () => participant.takeEvents(),
    (events) => events.length > 0,
  );
const reasonsOf = (events: readonly ParticipantEvent[]) =>
  events.map((event) => (event.type === 'disconnected' ? event.reason : event.type));

describe('a browser participant of OpenVidu 3', { skip: skipWithoutLivekit }, () => {
  let rooms: BrowserRooms;
  before(async () => {
    rooms = await BrowserRooms.open();
  });
  after(() => rooms?.close());
  beforeEach(() => rooms.newRoom());
  afterEach(() => assert.equal(rooms.browser.contexts().length, 0, 'a context was left behind'));

  /** Lets the SDK in the only page break its own connection. */
  const simulate = async (scenario: 'signal-reconnect' | 'full-reconnect') => {
    const page = rooms.browser.contexts().at(-1)!.pages()[0]!;
    await page.evaluate((what) => window.playwrightOpenviduLivekitParticipant!.room.simulateScenario(what), scenario);
  };

  it('joins when it is due, and leaves', async () => {
    const scheduledAt = Date.now() + 1500;
    const participant = await rooms.join(watcher, { scheduledAt });
    assert.ok(Date.now() >= scheduledAt);
    assert.match(participant.connectionId, /^PA_/);
    assert.deepEqual(await rooms.present(), [identityOf(1)]);
    const { joinTime, startLateness, publishTime } = participant.times;
    assert.ok(startLateness >= 0 && joinTime > startLateness && joinTime <= Date.now() - scheduledAt);
    assert.equal(publishTime, undefined);
    await participant.leave();
    assert.deepEqual(participant.takeEvents(), []);
    assert.deepEqual(await rooms.present(), []);
  });

  it('asks nobody beyond this machine where to find it', async () => {
    const participant = await rooms.join(watcher);
    const page = rooms.browser.contexts()[0]!.pages()[0]!;
    const asked = await page.evaluate(() => {
      const { engine } = window.playwrightOpenviduLivekitParticipant!.room as unknown as {
        engine: { pcManager: { subscriber: { _pc: RTCPeerConnection } } };
      };
      return engine.pcManager.subscriber._pc.getConfiguration().iceServers;
    });
    assert.deepEqual(asked, []);
    await participant.leave();
  });

  it('says that it was removed', async () => {
    const participant = await rooms.join(watcher);
    await rooms.rest.removeParticipant(rooms.room, identityOf(1));
    assert.deepEqual(reasonsOf(await nextEvents(participant)), ['PARTICIPANT_REMOVED']);
    await participant.leave();
  });

  it('says that its room was deleted', async () => {
    const participant = await rooms.join(watcher);
    await rooms.rest.deleteRoom(rooms.room);
    assert.deepEqual(reasonsOf(await nextEvents(participant)), ['ROOM_DELETED']);
    await participant.leave();
  });

  for (const scenario of ['signal-reconnect', 'full-reconnect'] as const)
    it(`goes on after a ${scenario}, and tells of it once`, { timeout: 240_000 }, async () => {
      const publisher = await rooms.join({ index: 0, publishes: both, receivesFrom: [] });
      const participant = await rooms.join(watcher);
      const watch = new Watch(participant);
      await eventually(
        () => watch.look().firstFrames.length,
        (count) => count === 2,
      );
      await simulate(scenario);
      const types: string[] = [];
      await eventually(
        () => types.push(...participant.takeEvents().map(({ type }) => type)),
        () => types.includes('reconnected'),
      );
      assert.deepEqual(types, ['reconnecting', 'reconnected']);
      const since = watch.look().inbound.length;
      for (const kind of ['audio', 'video'] as const)
        await eventually(
          () =>
            watch
              .look()
              .inbound.slice(since)
              .filter((sample) => sample.kind === kind),
          (samples) => samples.length > 2 && samples.at(-1)!.packetsReceived > samples[0]!.packetsReceived,
        );
      assert.equal(watch.firstFrames.length, 2, 'the first frame is that of the subscription, not of its repair');
      await Promise.all([publisher.leave(), participant.leave()]);
    });

  it('says that its server is gone, and can still leave', { timeout: 240_000 }, async () => {
    const participant = await rooms.join(watcher);
    await rooms.server.close();
    assert.deepEqual(reasonsOf(await nextEvents(participant)), ['reconnecting']);
    const asked = Date.now();
    await participant.leave();
    assert.ok(Date.now() - asked < 8000);
  });
});
