import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import type { LoadErrorCode } from '../../../src/model/errors.js';
import { createOpenVidu2Platform } from '../../../src/platforms/openvidu2/index.js';
import type { Platform, PlatformOptions } from '../../../src/platforms/platform.js';
import { startServer } from '../../../src/server/start-server.js';
import { FakeMedia } from '../../unit/server/fake-media.js';
import { selfSignedCertificate } from '../certificate.js';
import { silentServer, webServer } from '../platforms/other-servers.js';

const secret = 'TOP_SECRET';

function platform(url: string, changes: Partial<PlatformOptions> = {}): Platform {
  return createOpenVidu2Platform({ url, secret, ignoreHTTPSErrors: false, timeoutMs: 10_000, ...changes });
}

/** The same trouble must be told by our own request and by those of the node client. */
async function everyCallFails(deployment: Platform, code: LoadErrorCode, message: RegExp): Promise<void> {
  const calls = {
    'read the configuration of OpenVidu': () => deployment.preflight(),
    'create the session room': () => deployment.createSession('room'),
    'list the sessions': () => deployment.listSessions(),
    'close the session room': () => deployment.closeSession('room'),
  };
  for (const [what, call] of Object.entries(calls))
    await assert.rejects(call(), (thrown: Error & { code: string }) => {
      assert.deepEqual([thrown.name, thrown.code], ['LoadError', code], thrown.message);
      assert.match(thrown.message, new RegExp(`^Could not ${what}: `));
      assert.match(thrown.message, message);
      assert.doesNotMatch(thrown.message, /TOP_SECRET|\[object|\n/);
      return true;
    });
}

test('nothing listens there', async () => {
  const server = await startServer({}, { media: new FakeMedia() });
  await server.close();
  await everyCallFails(platform(server.url), 'UNREACHABLE', new RegExp(`${server.url} refuses connections; check`));
});

test('the host name is unknown', async () => {
  await everyCallFails(platform('https://nowhere.invalid'), 'UNREACHABLE', /host name of https:\/\/nowhere\.invalid/);
});

test('a server that never answers', async (t) => {
  const url = await silentServer(t);
  await everyCallFails(platform(url, { timeoutMs: 200 }), 'TIMED_OUT', /did not answer within 200 ms/);
});

test('a wrong secret', async (t) => {
  const server = await startServer({}, { media: new FakeMedia() });
  t.after(() => server.close());
  await everyCallFails(platform(server.url), 'UNAUTHORIZED', /401 \(Unauthorized\).*set OPENVIDU_SECRET/);
});

test('a server in trouble of its own', async (t) => {
  const url = await webServer(t, (_, response) => response.writeHead(503).end());
  await everyCallFails(platform(url), 'REST_FAILED', /503 \(Service Unavailable\).*log/);
});

test('https asked of a server that speaks http', async (t) => {
  const url = await webServer(t, (_, response) => response.end());
  await everyCallFails(platform(url.replace('http', 'https')), 'INVALID_URL', /does not speak TLS.*write http:/);
});

test('a certificate that nobody vouches for, until it is asked for', async (t) => {
  const server = await startServer({ https: selfSignedCertificate(), secret }, { media: new FakeMedia() });
  t.after(() => server.close());
  await everyCallFails(
    platform(server.url),
    'UNTRUSTED_CERTIFICATE',
    /DEPTH_ZERO_SELF_SIGNED_CERT.*set ignoreHTTPSErrors/,
  );

  const accepting = platform(server.url, { ignoreHTTPSErrors: true });
  assert.equal((await accepting.preflight()).url, server.url);
  await (await accepting.createSession('room')).createToken();
  assert.equal((await accepting.listSessions()).length, 1);

  await everyCallFails(platform(server.url), 'UNTRUSTED_CERTIFICATE', /not trusted/);
  const nodeClient = createRequire(import.meta.url).resolve('openvidu-node-client');
  const axios = createRequire(nodeClient)('axios') as { get(url: string): Promise<unknown> };
  await assert.rejects(axios.get(server.url), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'others who use the library');
  assert.equal(process.env.NODE_TLS_REJECT_UNAUTHORIZED, undefined);
});

test('the pre-flight recognizes what is no OpenVidu 2', async (t) => {
  const liveKit = await webServer(t, ({ url }, response) => response.writeHead(url === '/' ? 200 : 404).end('OK'));
  const page = await webServer(t, (_, response) => response.setHeader('content-type', 'text/html').end('<html>'));
  const three = await webServer(t, (_, response) => response.end('{"VERSION":"3.4.0"}'));
  for (const url of [liveKit, page])
    await assert.rejects(platform(url).preflight(), { code: 'NOT_OPENVIDU2', message: /it is no OpenVidu 2.*LiveKit/ });
  await assert.rejects(platform(three).preflight(), { code: 'NOT_OPENVIDU2', message: /is OpenVidu 3\.4\.0/ });
});

test('a redirect is not followed, because it would carry the secret elsewhere', async (t) => {
  let followed = false;
  const target = await webServer(t, (_, response) => {
    followed = true;
    response.end('{"VERSION":"2.32.1"}');
  });
  const url = await webServer(t, (_, response) => response.writeHead(301, { location: `${target}/openvidu` }).end());
  await assert.rejects(platform(url).preflight(), {
    code: 'INVALID_URL',
    message: new RegExp(`redirects to ${target};`),
  });
  await assert.rejects(platform(url).createSession('x'), { code: 'REST_FAILED', message: /301.*redirects/ });
  assert.equal(followed, false);
});

test('figures of a deployment that tells none are undefined', async (t) => {
  const url = await webServer(t, (_, response) => response.writeHead(403).end());
  assert.equal(await platform(url).figures(), undefined);
  assert.equal(await platform(url).figures(), undefined);
});

test('URLs that cannot work are refused at once', () => {
  for (const [url, message] of [
    ['localhost:4443', /"localhost:4443" has no scheme; write https:\/\/localhost:4443/],
    ['openvidu.example.com', /has no scheme/],
    ['', /has no scheme/],
    ['ftp://host', /no http or https URL/],
    ['https://', /no http or https URL/],
    ['https://OPENVIDUAPP:MY_SECRET@host:4443', /carries a user name or password/],
  ] as const)
    assert.throws(
      () => platform(url),
      (thrown: Error & { code: string }) => {
        assert.equal(thrown.code, 'INVALID_URL');
        assert.match(thrown.message, message);
        assert.doesNotMatch(thrown.message, /MY_SECRET/);
        return true;
      },
    );
});
