import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import type { InboundSample, OutboundSample } from '../../../src/model/samples.js';
import type { ParticipantRole } from '../../../src/model/scenario.js';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type { FirstFrame, JoinedParticipant, ParticipantFactory } from '../../../src/participants/participant.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';
import { launchChromium } from './launch.js';

const publisher = (index: number, receivesFrom: readonly number[], video = true): ParticipantRole => ({
  index,
  publishes: { audio: true, video },
  receivesFrom,
});

/** What a participant received and sent so far, asked again and again. */
class Watch {
  readonly inbound: InboundSample[] = [];
  readonly outbound: OutboundSample[] = [];
  readonly firstFrames: FirstFrame[] = [];
  constructor(private readonly participant: JoinedParticipant) {}

  look(): this {
    for (const sample of this.participant.takeSamples())
      if (sample.direction === 'inbound') this.inbound.push(sample);
      else this.outbound.push(sample);
    this.firstFrames.push(...this.participant.takeFirstFrames());
    return this;
  }

  latest = (from: number, kind: 'audio' | 'video') =>
    this.look().inbound.findLast((sample) => sample.from === from && sample.kind === kind);
  latestSent = (kind: 'audio' | 'video') => this.look().outbound.findLast((sample) => sample.kind === kind);
}

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`browser participants, ${mediaServer} negotiation`, () => {
    let browser: Browser;
    let server: RunningServer;
    let factory: ParticipantFactory;

    before(async () => {
      [browser, server] = await Promise.all([launchChromium(), startServer({ mediaServer })]);
      factory = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
    });
    after(async () => {
      await factory?.close();
      await browser?.close();
      await server?.close();
    });

    it('see and hear each other, and nobody else', async () => {
      const session = await newSession(server);
      const join = async (role: ParticipantRole) => factory.join(joinOptions(await newToken(session), { role }));
      const first = await join(publisher(0, [1]));
      const second = await join(publisher(1, [0]));
      const listener = await join({ index: 2, publishes: { audio: false, video: false }, receivesFrom: [1] });
      const [atFirst, atSecond, atListener] = [new Watch(first), new Watch(second), new Watch(listener)];

      for (const [watch, from] of [
        [atFirst, 1],
        [atSecond, 0],
        [atListener, 1],
      ] as const) {
        // A browser that has little time sends a smaller picture for a while.
        await eventually(
          () => watch.latest(from, 'video'),
          (sample) => (sample?.framesDecoded ?? 0) >= 60 && sample?.frameHeight === 360,
        );
        const audio = await eventually(
          () => watch.latest(from, 'audio'),
          (sample) => (sample?.totalSamplesReceived ?? 0) > 0,
        );
        assert.ok(audio?.concealedSamples !== undefined && audio.jitterBufferEmittedCount! > 0);
        assert.ok(
          watch.inbound.every((sample) => sample.from === from),
          'a stream that nobody asked for',
        );
        assert.deepEqual(watch.firstFrames.map(({ kind }) => kind).sort(), ['audio', 'video']);
        for (const { timeToFirstFrameMs } of watch.firstFrames)
          assert.ok(timeToFirstFrameMs > 0 && timeToFirstFrameMs < 30_000, `${timeToFirstFrameMs} ms`);
      }
      const sent = await eventually(
        () => atFirst.latestSent('video'),
        (sample) => (sample?.framesSent ?? 0) >= 60 && (sample?.sourceFramesPerSecond ?? 0) > 24,
      );
      assert.ok(sent?.qualityLimitationDurations);
      await eventually(
        () => atFirst.look().outbound.some(({ roundTripTime }) => roundTripTime !== undefined),
        (measured) => measured,
      );
      assert.equal(atListener.outbound.length, 0);
      assert.ok(first.times.publishTime! > 0 && listener.times.publishTime === undefined);
      for (const participant of [first, second, listener]) {
        assert.deepEqual(participant.takeEvents(), []);
        await participant.leave();
      }
    });

    it('publish sound alone', async () => {
      const session = await newSession(server);
      const join = async (role: ParticipantRole) => factory.join(joinOptions(await newToken(session), { role }));
      const speaker = await join(publisher(0, [], false));
      const listener = await join({ index: 1, publishes: { audio: false, video: false }, receivesFrom: [0] });
      const watch = new Watch(listener);
      await eventually(
        () => watch.latest(0, 'audio'),
        (sample) => (sample?.packetsReceived ?? 0) >= 50,
      );
      assert.equal(watch.latest(0, 'video'), undefined);
      await Promise.all([speaker.leave(), listener.leave()]);
    });
  });
