import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Browser, chromium } from '@playwright/test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type { ParticipantFactory } from '../../../src/participants/participant.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { joinedConnections, joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';
import { chromiumPath, launchChromium } from './launch.js';

describe('a browser participant', () => {
  let browser: Browser;
  let server: RunningServer;
  let factory: ParticipantFactory;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer()]);
    factory = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
  });
  after(async () => {
    await factory?.close();
    await browser?.close();
    await server?.close();
  });
  afterEach(() => assert.equal(browser.contexts().length, 0, 'a context was left behind'));

  it('joins when it is due, and leaves', async () => {
    const session = await newSession(server);
    const scheduledAt = Date.now() + 1500;
    const participant = await factory.join(joinOptions(await newToken(session), { scheduledAt }));
    assert.ok(Date.now() >= scheduledAt);
    assert.deepEqual(await joinedConnections(session), [participant.connectionId]);
    const { joinTime, startLateness, publishTime } = participant.times;
    assert.ok(startLateness >= 0 && joinTime >= startLateness && joinTime <= Date.now() - scheduledAt);
    assert.equal(publishTime, undefined);
    await participant.leave();
    assert.deepEqual(participant.takeEvents(), []);
    await assert.rejects(session.fetch(), { message: '404' }, 'the last one to leave ends the session');
  });

  it('says that it was evicted', async () => {
    const session = await newSession(server);
    const participant = await factory.join(joinOptions(await newToken(session)));
    await joinedConnections(session);
    await session.forceDisconnect(participant.connectionId);
    const events = await eventually(
      () => participant.takeEvents(),
      (taken) => taken.length > 0,
    );
    assert.deepEqual(
      events.map((event) => event.type === 'disconnected' && event.reason),
      ['forceDisconnectByServer'],
    );
    await participant.leave();
  });

  it('is refused with a token that was used before', async () => {
    const session = await newSession(server);
    const token = await newToken(session);
    const first = await factory.join(joinOptions(token));
    await assert.rejects(factory.join(joinOptions(token)), (error: Error & { code: string }) => {
      assert.equal(error.code, 'JOIN_REFUSED');
      assert.match(error.message, /token/);
      assert.doesNotMatch(error.message, /tok_/);
      return true;
    });
    await first.leave();
  });

  it('says at once that nothing listens', async () => {
    const closed = await listening(createServer());
    await new Promise((resolve) => closed.server.close(resolve));
    await assert.rejects(factory.join(joinOptions(closed.token, { joinTimeoutMs: 60_000 })), {
      code: 'UNREACHABLE',
      message: /ERR_CONNECTION_REFUSED/,
    });
  });

  it('ends its join in time where the platform never answers', async () => {
    const silent = await listening(createServer().on('upgrade', () => undefined));
    await assert.rejects(factory.join(joinOptions(silent.token, { joinTimeoutMs: 500 })), { code: 'TIMED_OUT' });
    silent.server.closeAllConnections();
    silent.server.close();
  });

  it('cannot publish in a browser that has no camera', async () => {
    const bare = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    const without = createBrowserFactory({ browser: async () => bare, ignoreHTTPSErrors: false });
    const token = await newToken(await newSession(server));
    const role = { index: 4, publishes: { audio: true, video: true }, receivesFrom: [] };
    await assert.rejects(without.join(joinOptions(token, { role, groundTruth: false })), {
      code: 'PUBLISH_FAILED',
      message: /^Participant 4 .*DEVICE_NOT_FOUND.*fake/,
    });
    await without.close();
    await bare.close();
  });

  it('takes no token that is none', async () => {
    await assert.rejects(factory.join(joinOptions('tok_secret')), { code: 'JOIN_REFUSED', message: /^(?!.*tok_)/ });
  });
});

async function listening(server: Server): Promise<{ server: Server; token: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, token: `ws://127.0.0.1:${(server.address() as AddressInfo).port}?sessionId=s&token=tok_secret` };
}
