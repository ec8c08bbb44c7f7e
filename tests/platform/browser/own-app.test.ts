import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import serveApp from '../../../examples/own-app/serve-app.js';
import type { BrowserApp } from '../../../src/model/browser-app.js';
import { formatClientData } from '../../../src/model/client-data.js';
import type { JoinOptions, ParticipantFactory } from '../../../src/participants/participant.js';
import { Observed } from '../native/room.js';
import { bothKinds } from './both-kinds.js';
import { joinedConnections, joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';

const both = { audio: true, video: true };

/** The example app, whose user clicks on "Join". */
const rooms: BrowserApp = {
  screenshots: true,
  url: ({ token }) => `${process.env.OWN_APP_URL}#token=${encodeURIComponent(token)}`,
  async join(page) {
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('In the room.').waitFor();
  },
};

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`a user's own app, ${mediaServer} negotiation`, () => {
    const shared = bothKinds({ mediaServer });
    let stopServing: () => Promise<void>;

    before(async () => {
      stopServing = await serveApp();
    });
    after(() => stopServing?.());
    afterEach(() => assert.equal(shared.browser.contexts().length, 0, 'a context was left behind'));

    it('is one of a room of 3, with the natives', { timeout: 240_000 }, async () => {
      const session = await newSession(shared.server);
      const join = async (factory: ParticipantFactory, index: number, options: Partial<JoinOptions> = {}) => {
        const { token } = await session.createConnection({ data: formatClientData({ participant: index }) });
        const receivesFrom = [0, 1, 2].filter((other) => other !== index);
        const role = { index, publishes: both, receivesFrom };
        return new Observed(await factory.join(joinOptions(token, { role, ...options })));
      };
      const first = await join(shared.natives, 1);
      const scheduledAt = Date.now() + 500;
      const app = await join(shared.browsers, 0, { app: rooms, scheduledAt });
      const last = await join(shared.natives, 2);

      const { connectionId, times } = app.participant;
      assert.ok((await joinedConnections(session)).includes(connectionId));
      assert.ok(times.joinTime > 0 && times.joinTime <= Date.now() - scheduledAt);
      await Promise.all([app.seesFullRate(1), app.seesFullRate(2), first.seesFullRate(0), last.seesFullRate(0)]);
      assert.deepEqual(
        new Set(app.firstFrames.map(({ from, kind }) => `${from} ${kind}`)),
        new Set(['1 audio', '1 video', '2 audio', '2 video']),
      );
      for (const { timeToFirstFrameMs } of app.firstFrames)
        assert.ok(timeToFirstFrameMs > 0 && timeToFirstFrameMs < 30_000, `${timeToFirstFrameMs} ms`);
      assert.ok(app.outbound().at(-1)!.framesSent! > 30);

      const { connections, picture } = await app.participant.evidence(2);
      assert.match(connections.join(), /^receiving from 2: connected, ICE connected, [\d.:]+ ↔ [\d.:]+$/);
      assert.deepEqual([...picture!.subarray(0, 2)], [0xff, 0xd8], 'a JPEG');
      assert.deepEqual(app.events, []);

      await app.participant.leave();
      const present = await eventually(
        () => joinedConnections(session),
        (connections) => connections.length < 3,
        5_000,
      );
      assert.ok(!present.includes(connectionId));
      await Promise.all([first.participant.leave(), last.participant.leave()]);
    });

    it('publishes marked pictures and sound, and reads the marks of others', { timeout: 240_000 }, async () => {
      const session = await newSession(shared.server);
      const join = async (index: number, from: number, options: Partial<JoinOptions> = {}) => {
        const { token } = await session.createConnection({ data: formatClientData({ participant: index }) });
        const role = { index, publishes: both, receivesFrom: [from] };
        return new Observed(await shared.browsers.join(joinOptions(token, { role, ...options })));
      };
      const app = await join(3, 1, { app: rooms });
      const own = await join(1, 3);
      for (const [observed, from] of [
        [app, 1],
        [own, 3],
      ] as const) {
        const { identifiedFrames, foreignFrames } = await eventually(
          () => observed.inbound(from).at(-1),
          (sample) => (sample?.latencyMeasurements ?? 0) > 30,
        ).then((sample) => sample!);
        assert.ok(identifiedFrames! > 30);
        assert.equal(foreignFrames ?? 0, 0);
        const sound = await eventually(
          () => observed.inbound(from, 'audio').at(-1),
          (sample) => (sample?.onsetMeasurements ?? 0) > 0,
        );
        assert.ok(sound!.totalOnsetLatency! / sound!.onsetMeasurements! < 1);
      }
      // The size that the app asks for. A browser that has little time sends a smaller picture for a while.
      await eventually(
        () => own.inbound(3).at(-1)?.frameHeight,
        (height) => height === 480,
      );
      await Promise.all([app.participant.leave(), own.participant.leave()]);
    });

    if (mediaServer === 'mediasoup') return;

    it('joins by itself, where its page does', { timeout: 240_000 }, async () => {
      const token = await newToken(await newSession(shared.server));
      const role = { index: 0, publishes: both, receivesFrom: [] };
      const url = ({ token }: { token: string }) =>
        `${process.env.OWN_APP_URL}#nickname=Ada&token=${encodeURIComponent(token)}`;
      const participant = await shared.browsers.join(joinOptions(token, { role, app: { url } }));
      const observed = new Observed(participant);
      await eventually(
        () => observed.outbound().at(-1)?.framesSent ?? 0,
        (frames) => frames > 30,
      );
      await participant.leave();
    });

    const refusal = async (app: BrowserApp, options: Partial<JoinOptions> = {}) => {
      const token = options.token ?? (await newToken(await newSession(shared.server)));
      const role = { index: 4, publishes: both, receivesFrom: [] };
      const failed = await shared.browsers.join(joinOptions(token, { role, app, ...options })).then(
        () => assert.fail('it joined'),
        (error: Error & { code: string }) => error,
      );
      assert.doesNotMatch(failed.message, /tok_/);
      return `${failed.code} ${failed.message}`;
    };

    it('says what kept it from joining', { timeout: 240_000 }, async () => {
      const closed = { url: 'http://127.0.0.1:9/rooms?token=tok_1#tok_2' };
      assert.match(
        await refusal(closed),
        /^UNREACHABLE The app at http:\/\/127.0.0.1:9\/rooms could not be opened for participant 4 \(ERR_/,
      );

      const broken = { ...rooms, join: () => Promise.reject(new Error('no button says "Enter"')) };
      assert.match(
        await refusal(broken),
        /^APP_FAILED The app at http.* could not join as participant 4: no button says "Enter"/,
      );

      const idle = { ...rooms, join: async () => undefined };
      assert.match(
        await refusal(idle, { joinTimeoutMs: 1500 }),
        /^TIMED_OUT The app at .* its page did not enter the session/,
      );

      const used = await newToken(await newSession(shared.server));
      const user = await shared.browsers.join(joinOptions(used));
      const stubborn: BrowserApp = {
        ...rooms,
        join: async (page) => {
          await page.getByRole('button', { name: 'Join' }).click();
          await page.getByText('In the room.').waitFor();
        },
      };
      assert.match(
        await refusal(stubborn, { token: used }),
        /^JOIN_REFUSED 127.0.0.1:\d+ refused the app at .* as participant 4: /,
      );
      await user.leave();
    });
  });
