import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type { ParticipantFactory } from '../../../src/participants/participant.js';
import { Faults } from '../../../src/server/faults/faults.js';
import { Sfu } from '../../../src/server/sfu/sfu.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { joinedConnections, joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';
import { launchChromium } from './launch.js';

/** A media server that takes no subscribers, and no publishers where told so. */
class RefusingSfu extends Sfu {
  refusesPublishers = false;

  override publish(request: Parameters<Sfu['publish']>[0]): Promise<string> {
    return this.refusesPublishers ? Promise.reject(new Error('no room for publishers')) : super.publish(request);
  }

  override answerSubscription(): Promise<string> {
    return Promise.reject(new Error('no room for subscribers'));
  }
}

describe('a browser participant whose media is refused', () => {
  const sfu = new RefusingSfu({ faults: new Faults() });
  const role = { index: 1, publishes: { audio: true, video: true }, receivesFrom: [] };
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

  it('says whom it could not subscribe to, and stays', async () => {
    sfu.refusesPublishers = false;
    const session = await newSession(server);
    const publisher = await factory.join(joinOptions(await newToken(session), { role }));
    const watcher = await factory.join(joinOptions(await newToken(session)));
    const [event] = await eventually(
      () => watcher.takeEvents(),
      (events) => events.length > 0,
    );
    assert.ok(event?.type === 'subscribe-failed' && event.from === 1);
    assert.match(event.reason, /receiveVideoFrom/);
    assert.equal((await joinedConnections(session)).length, 2);
    await Promise.all([publisher.leave(), watcher.leave()]);
  });

  it('fails its join where it cannot publish, and leaves nothing behind', async () => {
    sfu.refusesPublishers = true;
    const session = await newSession(server);
    const watcher = await factory.join(joinOptions(await newToken(session)));
    await assert.rejects(factory.join(joinOptions(await newToken(session), { role })), {
      code: 'PUBLISH_FAILED',
      message: /^Participant 1 joined .* could not publish: .*publishVideo/,
    });
    assert.equal(browser.contexts().length, 1);
    assert.deepEqual(await joinedConnections(session), [watcher.connectionId]);
    await watcher.leave();
  });
});
