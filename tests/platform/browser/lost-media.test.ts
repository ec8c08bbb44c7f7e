import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type { ParticipantFactory } from '../../../src/participants/participant.js';
import { Faults } from '../../../src/server/faults/faults.js';
import { Sfu } from '../../../src/server/sfu/sfu.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';
import { launchChromium } from './launch.js';

/** A media server that can lose its subscribers. */
class ForgetfulSfu extends Sfu {
  readonly #legs: string[] = [];

  override answerSubscription(request: Parameters<Sfu['answerSubscription']>[0]): Promise<string> {
    this.#legs.push(request.legId);
    return super.answerSubscription(request);
  }

  forgetSubscribers(): void {
    for (const leg of this.#legs.splice(0)) this.closeLeg(leg);
  }
}

describe('a browser participant whose media is lost', () => {
  const sfu = new ForgetfulSfu({ faults: new Faults() });
  let browser: Browser;
  let server: RunningServer;
  let factory: ParticipantFactory;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer({}, { media: sfu })]);
    factory = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
  });
  after(async () => {
    await factory?.close();
    await browser?.close();
    await server?.close();
  });

  it('has it repaired, and tells of both', { timeout: 240_000 }, async () => {
    const session = await newSession(server);
    const publishes = { audio: true, video: true };
    const publisher = await factory.join(
      joinOptions(await newToken(session), { role: { index: 1, publishes, receivesFrom: [] } }),
    );
    const watcher = await factory.join(joinOptions(await newToken(session)));
    await eventually(
      () => watcher.takeFirstFrames(),
      (first) => first.some(({ kind }) => kind === 'video'),
    );
    sfu.forgetSubscribers();
    const types: string[] = [];
    await eventually(
      () => types.push(...watcher.takeEvents().map(({ type }) => type)),
      () => types.includes('reconnected'),
      40_000,
    );
    assert.deepEqual(types, ['reconnecting', 'reconnected']);
    watcher.takeSamples();
    await eventually(
      () => watcher.takeSamples(),
      (samples) => samples.some((sample) => sample.direction === 'inbound' && (sample.framesDecoded ?? 0) > 30),
    );
    await eventually(
      () => watcher.takeSamples(),
      (samples) => samples.some((sample) => sample.direction === 'inbound' && (sample.totalSamplesReceived ?? 0) > 0),
    );
    assert.deepEqual(watcher.takeFirstFrames(), [], 'the first frame is that of the subscription, not of its repair');
    assert.deepEqual(publisher.takeEvents(), []);
  });
});
