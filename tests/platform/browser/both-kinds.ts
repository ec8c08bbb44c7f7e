import { after, before } from 'node:test';
import type { Browser } from '@playwright/test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { ParticipantFactory } from '../../../src/participants/participant.js';
import type { ServerOptionsInput } from '../../../src/server/server-options.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { launchChromium } from './launch.js';

/** What the tests of a suite share; set while they run. */
export interface BothKinds {
  browser: Browser;
  server: RunningServer;
  browsers: ParticipantFactory;
  natives: ParticipantFactory;
}

/** A server, a browser, and participants of both kinds for the suite in which it is called. */
export function bothKinds(options: ServerOptionsInput = {}): BothKinds {
  const shared = {} as BothKinds;
  before(async () => {
    const [browser, server] = await Promise.all([launchChromium(), startServer(options)]);
    const browsers = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
    Object.assign(shared, { browser, server, browsers, natives: createNativeFactory() });
  });
  after(async () => {
    await shared.natives?.close();
    await shared.browsers?.close();
    await shared.browser?.close();
    await shared.server?.close();
  });
  return shared;
}
