import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocketServer } from 'ws';
import type { LoadErrorCode } from '../../../src/model/errors.js';
import { createOpenVidu3Platform, type OpenVidu3Options } from '../../../src/platforms/openvidu3/openvidu3-platform.js';
import type { Platform } from '../../../src/platforms/platform.js';
import { startServer } from '../../../src/server/start-server.js';
import { FakeMedia } from '../../unit/server/fake-media.js';
import { type LivekitServer, skipWithoutLivekit, startLivekitServer } from '../livekit/livekit-server.js';
import { closedPort, silentServer, webServer } from '../platforms/other-servers.js';
import { tlsProxy } from '../platforms/tls-proxy.js';

const secret = 'TOP_SECRET_OF_SOME_LENGTH';

function platform(url: string, changes: Partial<OpenVidu3Options> = {}): Platform {
  const credentials = { apiKey: 'APIkey', apiSecret: secret };
  return createOpenVidu3Platform({ url, ...credentials, ignoreHTTPSErrors: false, timeoutMs: 10_000, ...changes });
}

async function everyCallFails(deployment: Platform, code: LoadErrorCode, message: RegExp): Promise<void> {
  const calls = {
    'ask OpenVidu for its version': () => deployment.preflight(),
    'create the session room': () => deployment.createSession('room'),
    'list the sessions': () => deployment.listSessions(),
    'close the session room': () => deployment.closeSession('room'),
  };
  for (const [what, call] of Object.entries(calls))
    await assert.rejects(call(), (thrown: Error & { code: string }) => {
      assert.deepEqual([thrown.name, thrown.code], ['LoadError', code], thrown.message);
      assert.match(thrown.message, new RegExp(`^Could not ${what}: `));
      assert.match(thrown.message, message);
      // Neither the secret nor a token, which LiveKit repeats in its answer.
      assert.doesNotMatch(thrown.message + String(thrown.cause), /TOP_SECRET|eyJ/);
      assert.doesNotMatch(thrown.message, /\[object|\n/);
      return true;
    });
}

describe('trouble with a LiveKit server', { skip: skipWithoutLivekit }, () => {
  let server: LivekitServer;
  before(async () => {
    server = await startLivekitServer();
  });
  after(() => server?.close());

  it('a wrong secret', async () => {
    await everyCallFails(
      platform(server.url, { apiKey: server.apiKey }),
      'UNAUTHORIZED',
      /401 \(Unauthorized\).*clocks.*set LIVEKIT_API_KEY and LIVEKIT_API_SECRET/,
    );
  });

  it('a wrong key', async () => {
    const { apiSecret } = server;
    await everyCallFails(platform(server.url, { apiSecret }), 'UNAUTHORIZED', /401 \(Unauthorized\)/);
  });

  it('https asked of a server that speaks http', async () => {
    await everyCallFails(platform(server.url.replace('http', 'wss')), 'INVALID_URL', /does not speak TLS.*write http:/);
  });

  it('a certificate that nobody vouches for, until it is asked for', async (t) => {
    const { apiKey, apiSecret } = server;
    const url = await tlsProxy(t, server.url);
    const doubting = platform(url, { apiKey, apiSecret });
    const untrusted = ['UNTRUSTED_CERTIFICATE', /DEPTH_ZERO_SELF_SIGNED_CERT.*set ignoreHTTPSErrors/] as const;
    await everyCallFails(doubting, ...untrusted);

    const accepting = platform(url.replace('https', 'wss'), { apiKey, apiSecret, ignoreHTTPSErrors: true });
    assert.deepEqual(await accepting.preflight(), {
      edition: 'openvidu3',
      version: '1.13.5',
      url,
      embedded: false,
      faults: [],
    });
    await accepting.createSession('room');
    assert.deepEqual(await accepting.listSessions(), [{ name: 'room', participants: 0 }]);

    await everyCallFails(doubting, ...untrusted);
    const others = await fetch(url).catch(({ cause }: Error & { cause: { code: string } }) => cause.code);
    assert.equal(others, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'others who use fetch');
    assert.equal(process.env.NODE_TLS_REJECT_UNAUTHORIZED, undefined);
  });
});

describe('trouble without a LiveKit server', () => {
  it('nothing listens there', async () => {
    const url = await closedPort();
    await everyCallFails(platform(url), 'UNREACHABLE', new RegExp(`${url} refuses connections; check`));
  });

  it('the host name is unknown', async () => {
    await everyCallFails(platform('wss://nowhere.invalid'), 'UNREACHABLE', /host name of https:\/\/nowhere\.invalid/);
  });

  it('a server that never answers', async (t) => {
    const url = await silentServer(t);
    await everyCallFails(platform(url, { timeoutMs: 200 }), 'TIMED_OUT', /did not answer within 200 ms/);
  });

  it('a server in trouble of its own', async (t) => {
    const url = await webServer(t, (_, response) => response.writeHead(503).end());
    await everyCallFails(platform(url), 'REST_FAILED', /503 \(Service Unavailable\).*log/);
  });

  it('a server at its limits', async (t) => {
    const url = await webServer(t, (_, response) => response.writeHead(429).end('{"code":"resource_exhausted"}'));
    await everyCallFails(platform(url), 'REST_FAILED', /429 .*at its limits/);
  });

  it('another web server', async (t) => {
    for (const [status, headers, body] of [
      [404, {}, 'not found'],
      [200, {}, '<html>'],
      [200, {}, '["what"]'],
      [204, {}, ''],
      [401, { 'www-authenticate': 'Basic realm="Realm"' }, ''],
    ] as const) {
      const url = await webServer(t, (_, response) => response.writeHead(status, headers).end(body));
      await everyCallFails(platform(url), 'NOT_OPENVIDU3', new RegExp(`no OpenVidu 3 deployment \\(${status} `));
    }
  });

  it('an OpenVidu 2', async (t) => {
    const server = await startServer({}, { media: new FakeMedia() });
    t.after(() => server.close());
    await everyCallFails(platform(server.url), 'NOT_OPENVIDU3', /perhaps OpenVidu 2/);
  });

  it('a proxy that lets no WebSocket through', async (t) => {
    const url = await webServer(t, ({ method }, response) =>
      response.writeHead(method === 'POST' ? 200 : 404, { 'content-type': 'application/json' }).end('{}'),
    );
    await assert.rejects(platform(url).preflight(), {
      code: 'NOT_OPENVIDU3',
      message: /answered 404 to the WebSocket at \/rtc.*let every proxy/,
    });
  });

  it('a WebSocket that says nothing, something else, or goodbye', async (t) => {
    for (const [greet, expected] of [
      [() => {}, { code: 'TIMED_OUT', message: /did not answer within 300 ms/ }],
      [(socket) => socket.send('hello'), { code: 'NOT_OPENVIDU3', message: /does not speak as LiveKit does/ }],
      [(socket) => socket.send(Buffer.of(255)), { code: 'NOT_OPENVIDU3', message: /does not speak as LiveKit does/ }],
      [(socket) => socket.close(), { code: 'NOT_OPENVIDU3', message: /closed the WebSocket/ }],
    ] as [(socket: import('ws').WebSocket) => void, object][]) {
      const sockets = new WebSocketServer({ noServer: true });
      const url = await webServer(
        t,
        (_, response) => response.setHeader('content-type', 'application/json').end('{}'),
        (server) =>
          server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, greet)),
      );
      await assert.rejects(platform(url, { timeoutMs: 300 }).preflight(), expected);
    }
  });

  it('a redirect, which is not followed because it would carry the token elsewhere', async (t) => {
    let followed = false;
    const target = await webServer(t, (_, response) => {
      followed = true;
      response.end('{}');
    });
    const url = await webServer(t, (_, response) => response.writeHead(301, { location: `${target}/x` }).end());
    await everyCallFails(platform(url), 'INVALID_URL', new RegExp(`redirects to ${target};`));
    assert.equal(followed, false);
  });

  it('addresses that cannot work are refused at once', () => {
    for (const [url, message] of [
      ['localhost:7880', /"localhost:7880" has no scheme; write https:\/\/localhost:7880/],
      ['ftp://host', /no https, wss, http or ws URL/],
      ['wss://', /no https, wss, http or ws URL/],
      ['wss://APIkey:MY_SECRET@host', /carries a user name or password.*LIVEKIT_API_SECRET/],
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
});
