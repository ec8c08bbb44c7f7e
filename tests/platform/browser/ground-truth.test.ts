import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import type { InboundSample } from '../../../src/model/samples.js';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { JoinedParticipant, JoinOptions, ParticipantFactory } from '../../../src/participants/participant.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';
import { launchChromium } from './launch.js';
import { isUndisturbed, stampedStretch } from './stamped-stretch.js';

const marks = ['stampedFrames', 'latencyMeasurements', 'identifiedFrames', 'psnr', 'onsetMeasurements'] as const;

/** Samples of one kind of media until one of them, with those before it, satisfies the condition. */
async function samplesUntil(
  participant: JoinedParticipant,
  kind: 'audio' | 'video',
  enough: (samples: readonly InboundSample[]) => boolean,
): Promise<InboundSample[]> {
  const taken: InboundSample[] = [];
  const look = () => {
    for (const sample of participant.takeSamples())
      if (sample.direction === 'inbound' && sample.kind === kind) taken.push(sample);
    return taken;
  };
  return eventually(look, enough, 30_000);
}

describe('ground truth of browser participants', { timeout: 240_000 }, () => {
  let browser: Browser;
  let server: RunningServer;
  let factory: ParticipantFactory;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer({ mediaServer: 'kurento' })]);
    factory = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
  });
  after(async () => {
    await factory?.close();
    await browser?.close();
    await server?.close();
  });

  async function joinTwo(options: Partial<JoinOptions> = {}) {
    const session = await newSession(server);
    const speaker = { index: 3, publishes: { audio: true, video: true }, receivesFrom: [] };
    const listener = { index: 1, publishes: { audio: false, video: false }, receivesFrom: [3] };
    return [
      await factory.join(joinOptions(await newToken(session), { role: speaker, ...options })),
      await factory.join(joinOptions(await newToken(session), { role: listener })),
    ] as const;
  }

  it('tells latency, lost frames, the publisher and likeness of a picture', async () => {
    const [speaker, listener] = await joinTwo();
    const samples = await samplesUntil(
      listener,
      'video',
      (taken) =>
        isUndisturbed(stampedStretch(taken, 120)) && taken.filter(({ psnr }) => psnr !== undefined).length >= 4,
    );
    const { stampedFrames, framesDecoded, ...sample } = samples.at(-1)!;
    assert.ok(Math.abs(stampedFrames! - framesDecoded!) <= 15, `${stampedFrames} read of ${framesDecoded} decoded`);
    assert.deepEqual([sample.identifiedFrames, sample.foreignFrames], [stampedFrames, 0]);
    assert.equal(sample.foreignPublisher, undefined);
    assert.equal(sample.latencyMeasurements, stampedFrames);
    const likeness = samples.filter(({ psnr }) => psnr !== undefined).at(-1)!;
    // Its neighbour in the stream has 30.5 dB and 0.83.
    assert.ok(likeness.psnr! > 32 && likeness.psnr! < 60, `${likeness.psnr} dB`);
    assert.ok(likeness.ssim! > 0.87 && likeness.ssim! < 1, `SSIM ${likeness.ssim}`);
    await Promise.all([speaker.leave(), listener.leave()]);
  });

  it('tells the same of a native publisher, by what stands behind its frames', async () => {
    const natives = createNativeFactory();
    const session = await newSession(server);
    const speaker = { index: 3, publishes: { audio: true, video: true }, receivesFrom: [] };
    const listener = { index: 1, publishes: { audio: false, video: false }, receivesFrom: [3] };
    await natives.join(joinOptions(await newToken(session), { role: speaker }));
    const listening = await factory.join(joinOptions(await newToken(session), { role: listener }));
    const samples = await samplesUntil(
      listening,
      'video',
      (taken) => isUndisturbed(stampedStretch(taken, 90)) && taken.some(({ psnr }) => psnr !== undefined),
    );
    const { stampedFrames, framesDecoded, ...sample } = samples.at(-1)!;
    assert.ok(Math.abs(stampedFrames! - framesDecoded!) <= 15, `${stampedFrames} read of ${framesDecoded} decoded`);
    assert.ok(sample.identifiedFrames! >= stampedFrames! - 15, `${sample.identifiedFrames} of ${stampedFrames}`);
    assert.equal(sample.foreignFrames, 0);
    const likeness = samples.filter(({ psnr }) => psnr !== undefined).at(-1)!;
    assert.ok(likeness.psnr! > 34 && likeness.psnr! < 60 && likeness.ssim! > 0.88, `${likeness.psnr} dB`);
    await Promise.all([natives.close(), listening.leave()]);
  });

  it('tells how long sound takes', async () => {
    const [speaker, listener] = await joinTwo();
    const samples = await samplesUntil(listener, 'audio', (taken) => (taken.at(-1)?.onsetMeasurements ?? 0) >= 4);
    const { totalOnsetLatency, onsetMeasurements } = samples.at(-1)!;
    const latency = totalOnsetLatency! / onsetMeasurements!;
    assert.ok(latency > 0.02 && latency < 0.4, `${latency} s from tone to tone`);
    await Promise.all([speaker.leave(), listener.leave()]);
  });

  it('tells nothing of a camera', async () => {
    const [speaker, listener] = await joinTwo({ groundTruth: false });
    const samples = await samplesUntil(listener, 'video', (taken) => (taken.at(-1)?.framesDecoded ?? 0) >= 60);
    for (const sample of samples) for (const mark of marks) assert.equal(sample[mark], undefined, mark);
    await Promise.all([speaker.leave(), listener.leave()]);
  });
});
