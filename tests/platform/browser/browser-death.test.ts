import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type { JoinedParticipant, ParticipantFactory } from '../../../src/participants/participant.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';
import { launchChromium } from './launch.js';

describe('a browser participant whose browser breaks', () => {
  let server: RunningServer;
  let silent: Server;
  let browser: Browser;
  let factory: ParticipantFactory;

  before(async () => {
    server = await startServer();
    silent = createServer().on('upgrade', () => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    silent?.closeAllConnections();
    silent?.close();
    await server?.close();
  });
  beforeEach(async () => {
    browser = await launchChromium();
    factory = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
  });
  afterEach(async () => {
    await factory.close();
    await browser.close();
  });

  // Both never answer: the page, or its browser, is gone before it could.
  const crashPage = () =>
    void page()
      .goto('chrome://crash')
      .catch(() => undefined);
  const crashBrowser = async () => {
    const session = await browser.newBrowserCDPSession();
    void session.send('Browser.crash').catch(() => undefined);
  };
  const page = () => browser.contexts()[0]!.pages()[0]!;
  const reasons = (participant: JoinedParticipant) =>
    participant.takeEvents().map((event) => (event.type === 'disconnected' ? event.reason : event.type));
  const join = async () => factory.join(joinOptions(await newToken(await newSession(server))));
  const joinSilent = () => {
    const token = `ws://127.0.0.1:${(silent.address() as AddressInfo).port}?sessionId=s&token=tok_secret`;
    return factory.join(joinOptions(token, { joinTimeoutMs: 60_000 }));
  };

  it('says that its page crashed, and still leaves', async () => {
    const participant = await join();
    crashPage();
    assert.deepEqual(
      await eventually(
        () => reasons(participant),
        ({ length }) => length > 0,
      ),
      ['its page crashed'],
    );
    await participant.leave();
    assert.equal(browser.contexts().length, 0);
  });

  it('says that the browser died, and still leaves', async () => {
    const participant = await join();
    await crashBrowser();
    const said = await eventually(
      () => reasons(participant),
      ({ length }) => length > 0,
    );
    assert.deepEqual(said, ['its page was closed, or the browser died']);
    await participant.leave();
  });

  it('fails its join when its page crashes meanwhile', async () => {
    const connecting = once(silent, 'upgrade');
    const joining = assert.rejects(joinSilent(), { code: 'BROWSER_CRASHED', message: /its page crashed/ });
    await connecting;
    crashPage();
    await joining;
  });

  it('fails its join when the browser dies meanwhile', async () => {
    const connecting = once(silent, 'upgrade');
    const joining = assert.rejects(joinSilent(), { code: 'BROWSER_CRASHED', message: /the browser died/ });
    await connecting;
    await crashBrowser();
    await joining;
  });

  it('cannot join in a browser that is dead', async () => {
    await browser.close();
    await assert.rejects(join(), { code: 'BROWSER_CRASHED' });
  });

  it('says that no browser could be started', async () => {
    const none = createBrowserFactory({
      browser: () => Promise.reject(new Error('browserType.launch: no such file\nCall log:')),
      ignoreHTTPSErrors: false,
    });
    const token = await newToken(await newSession(server));
    await assert.rejects(none.join(joinOptions(token)), {
      code: 'NO_BROWSER',
      message: /no such file\..*CHROMIUM_PATH/,
    });
    await none.close();
  });
});
