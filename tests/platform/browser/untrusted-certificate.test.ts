import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type { ParticipantFactory } from '../../../src/participants/participant.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { selfSignedCertificate } from '../certificate.js';
import { joinOptions } from './deployment.js';
import { launchChromium } from './launch.js';

describe('a browser participant of a deployment whose certificate no authority vouches for', () => {
  const { cert, key } = selfSignedCertificate();
  let browser: Browser;
  let server: RunningServer;
  let factory: ParticipantFactory;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer({ https: { cert, key } })]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => factory.close());

  /** A token over the REST API, by a client that accepts the certificate. */
  const newToken = async (): Promise<string> => {
    const client = await browser.newContext({
      ignoreHTTPSErrors: true,
      extraHTTPHeaders: { authorization: `Basic ${Buffer.from(`OPENVIDUAPP:${server.secret}`).toString('base64')}` },
    });
    const api = `${server.url}/openvidu/api/sessions`;
    const { id } = await (await client.request.post(api, { data: {} })).json();
    const { token } = await (await client.request.post(`${api}/${id}/connection`, { data: {} })).json();
    await client.close();
    return token;
  };
  const newFactory = (ignoreHTTPSErrors: boolean) => {
    factory = createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors });
    return factory;
  };

  it('cannot join, and says why', async () => {
    const token = await newToken();
    await assert.rejects(newFactory(false).join(joinOptions(token)), {
      code: 'UNTRUSTED_CERTIFICATE',
      message: /ERR_CERT_AUTHORITY_INVALID.*ignoreHTTPSErrors/,
    });
  });

  it('joins where that is asked for, of the factory or of the join', async () => {
    const ofFactory = await newFactory(true).join(joinOptions(await newToken()));
    await ofFactory.leave();
    await factory.close();
    const ofJoin = await newFactory(false).join(joinOptions(await newToken(), { ignoreHTTPSErrors: true }));
    assert.match(ofJoin.connectionId, /^con_/);
  });
});
