import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { ParticipantFactory } from '../../../src/participants/participant.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { Observed } from '../native/room.js';
import { joinOptions, newSession, newToken } from './deployment.js';
import { launchChromium } from './launch.js';

/** Width and height that a JPEG says it has. */
function jpegSize(picture: Buffer): { width: number; height: number } {
  for (let at = 2; at < picture.length; at += 2 + picture.readUInt16BE(at + 2))
    if ([0xc0, 0xc2].includes(picture[at + 1]!))
      return { width: picture.readUInt16BE(at + 7), height: picture.readUInt16BE(at + 5) };
  throw new Error('This is no JPEG with a frame.');
}

describe('what a browser participant can show of a stream', () => {
  let browser: Browser;
  let server: RunningServer;
  let browsers: ParticipantFactory;
  let natives: ParticipantFactory;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer()]);
    browsers = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
    natives = createNativeFactory();
  });
  after(async () => {
    await natives?.close();
    await browsers?.close();
    await browser?.close();
    await server?.close();
  });

  it('is its picture, while it has one, and the state of its connection', { timeout: 60_000 }, async () => {
    const session = await newSession(server);
    const [watching, publishing] = [await newToken(session), await newToken(session)];
    const watcher = new Observed(await browsers.join(joinOptions(watching)));
    const nothing = await watcher.participant.evidence(1);
    assert.deepEqual(nothing, { connections: ['no connection that receives from 1, of 0 in its page'] });

    const role = { index: 1, publishes: { audio: true, video: true }, receivesFrom: [] };
    const publisher = await natives.join(joinOptions(publishing, { role }));
    await watcher.seesFullRate(1);
    const { picture, connections } = await watcher.participant.evidence(1);
    assert.deepEqual(jpegSize(picture!), { width: 320, height: 180 });
    assert.match(connections.join(), /^receiving from 1: connected, ICE connected, [\d.:]+ ↔ [\d.:]+$/);

    await publisher.leave();
    await watcher.participant.leave();
    assert.deepEqual(await watcher.participant.evidence(1), { connections: ['its page does not answer'] });
  });
});
