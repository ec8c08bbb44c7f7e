import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type { JoinedParticipant } from '../../../src/participants/participant.js';
import { joinOptions } from '../browser/deployment.js';
import { eventually } from '../browser/eventually.js';
import { selfSignedCertificate } from '../certificate.js';
import { BrowserRooms } from './browser-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

/** One sentence, and nothing of a token. */
const sentence = (code: string, pattern: RegExp) => (error: Error & { code: string }) => {
  assert.equal(error.code, code, error.message);
  assert.match(error.message, pattern);
  assert.doesNotMatch(error.message, /eyJ|\n/);
  return true;
};

describe('a browser participant that OpenVidu 3 does not take', { skip: skipWithoutLivekit }, () => {
  let rooms: BrowserRooms;
  before(async () => {
    rooms = await BrowserRooms.open();
  });
  after(() => rooms?.close());
  beforeEach(() => rooms.newRoom());
  afterEach(() => assert.equal(rooms.browser.contexts().length, 0, 'a context was left behind'));

  const joinAt = async (url: string, joinTimeoutMs = 10_000): Promise<JoinedParticipant> => {
    const factory = createBrowserFactory({
      browser: async () => rooms.browser,
      ignoreHTTPSErrors: false,
      deployment: { edition: 'openvidu3', url },
    });
    try {
      return await factory.join(joinOptions(await rooms.token('somebody'), { joinTimeoutMs }));
    } finally {
      await factory.close();
    }
  };

  it('is refused with a token of another secret', async () => {
    const token = await rooms.token('stranger', { secret: 'x'.repeat(48) });
    await assert.rejects(
      rooms.factory.join(joinOptions(token)),
      sentence('JOIN_REFUSED', /^127\.0\.0\.1:\d+ refused participant 0: .*token.*\(code 401\)\.$/),
    );
    assert.deepEqual(await rooms.present(), []);
  });

  it('is refused with a token that has expired', async () => {
    const token = await rooms.token('late', { ttl: '-1h' });
    await assert.rejects(rooms.factory.join(joinOptions(token)), sentence('JOIN_REFUSED', /expired.*\(code 401\)/));
  });

  it('takes no token of OpenVidu 2', async () => {
    await assert.rejects(
      rooms.factory.join(joinOptions('wss://127.0.0.1:4443?sessionId=s&token=tok_secret')),
      sentence('JOIN_REFUSED', /^(?!.*tok_).*JWT/),
    );
  });

  it('cannot publish where its token does not let it, and leaves nothing behind', async () => {
    const token = await rooms.token('silent', { canPublish: false });
    const role = { index: 4, publishes: { audio: true, video: true }, receivesFrom: [] };
    await assert.rejects(
      rooms.factory.join(joinOptions(token, { role })),
      sentence('PUBLISH_FAILED', /^Participant 4 joined .* could not publish: .*permission/),
    );
    assert.deepEqual(await rooms.present(), []);
  });

  it('says whom it may not subscribe to, and stays', async () => {
    const role = { index: 1, publishes: { audio: true, video: false }, receivesFrom: [] };
    const publisher = await rooms.join(role);
    const page = rooms.browser.contexts()[0]!.pages()[0]!;
    await page.evaluate(() =>
      window.playwrightOpenviduLivekitParticipant!.room.localParticipant.setTrackSubscriptionPermissions(false),
    );
    const watcher = await rooms.join({ index: 0, publishes: { audio: false, video: false }, receivesFrom: [1] });
    const [event] = await eventually(
      () => watcher.takeEvents(),
      (events) => events.length > 0,
    );
    assert.ok(event?.type === 'subscribe-failed' && event.from === 1, JSON.stringify(event));
    assert.match(event.reason, /does not allow it/);
    assert.equal((await rooms.present()).length, 2);
    await Promise.all([publisher.leave(), watcher.leave()]);
  });

  it('says at once that nothing listens', async () => {
    const closed = await listening(createServer());
    await new Promise((resolve) => closed.server.close(resolve));
    await assert.rejects(joinAt(closed.url, 60_000), sentence('UNREACHABLE', /ERR_CONNECTION_REFUSED/));
  });

  it('says that something else than OpenVidu listens', async () => {
    const other = await listening(createServer((_, response) => response.writeHead(404).end('no such page')));
    await assert.rejects(joinAt(other.url), sentence('UNREACHABLE', /socket of 127\.0\.0\.1:\d+ could not be opened/));
    other.close();
  });

  it('ends its join in time where the platform never answers', async () => {
    const silent = await listening(createServer().on('upgrade', () => undefined));
    await assert.rejects(joinAt(silent.url, 500), sentence('TIMED_OUT', /within 500 ms/));
    silent.close();
  });

  it('trusts no certificate that no authority vouches for', async () => {
    const { cert, key } = selfSignedCertificate();
    const untrusted = await listening(createTlsServer({ cert, key }), 'https');
    await assert.rejects(
      joinAt(untrusted.url),
      sentence('UNTRUSTED_CERTIFICATE', /ERR_CERT_AUTHORITY_INVALID.*ignoreHTTPSErrors/),
    );
    untrusted.close();
  });

  it('takes no address that is none', () => {
    for (const url of ['127.0.0.1', 'ftp://127.0.0.1'])
      assert.throws(
        () =>
          createBrowserFactory({
            browser: async () => rooms.browser,
            ignoreHTTPSErrors: false,
            deployment: { edition: 'openvidu3', url },
          }),
        { code: 'INVALID_URL' },
      );
  });
});

async function listening(server: Server, scheme = 'http') {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { server, close, url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
