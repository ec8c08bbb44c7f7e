import assert from 'node:assert/strict';
import test from 'node:test';
import { createOpenVidu2Platform } from '../../../src/platforms/openvidu2/index.js';
import { startServer } from '../../../src/server/start-server.js';
import { FakeMedia } from '../../unit/server/fake-media.js';
import { selfSignedCertificate } from '../certificate.js';
import { SignallingClient } from './signalling-client.js';

test('with a certificate, REST is https and tokens lead to wss', async (t) => {
  const server = await startServer({ https: selfSignedCertificate() }, { media: new FakeMedia() });
  t.after(() => server.close());
  assert.match(server.url, /^https:\/\/127\.0\.0\.1:\d+$/);
  const { url, secret } = server;
  const platform = createOpenVidu2Platform({ url, secret, ignoreHTTPSErrors: true, timeoutMs: 10_000 });
  const session = await platform.createSession('room');
  const token = await session.createToken();
  assert.ok(token.startsWith(`${url.replace('https', 'wss')}?sessionId=room&token=tok_`));
  const client = await SignallingClient.open(url);
  assert.equal((await client.join('room', token)).session, 'room');
});

test('a key that does not fit its certificate is refused', async () => {
  const https = { cert: selfSignedCertificate().cert, key: selfSignedCertificate().key };
  await assert.rejects(startServer({ https }), { code: 'INVALID_CONFIG', message: /matching pair/ });
});
