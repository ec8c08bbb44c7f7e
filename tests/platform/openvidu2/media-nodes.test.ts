import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import test, { type TestContext } from 'node:test';
import { createOpenVidu2Platform } from '../../../src/platforms/openvidu2/index.js';

/** OpenVidu Pro is not free and cannot run here: this stands in for it, with answers as its documentation gives them. */
async function platformOf(t: TestContext, answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/openvidu/api/media-nodes') answer(request, response);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  return { asked, platform: createOpenVidu2Platform({ url, secret: 'S', ignoreHTTPSErrors: false, timeoutMs: 5_000 }) };
}

const node = (load: number | undefined, status = 'running') => ({ id: 'media_i-1', object: 'mediaNode', load, status });

test('media nodes of OpenVidu Pro tell the CPU of the busiest that carries media', async (t) => {
  const { platform } = await platformOf(t, (request, response) => {
    assert.equal(request.headers.authorization, `Basic ${Buffer.from('OPENVIDUAPP:S').toString('base64')}`);
    const content = [node(12.5), node(97.25), node(undefined), node(99, 'terminating')];
    response.end(JSON.stringify({ numberOfElements: content.length, content }));
  });
  assert.deepEqual(await platform.figures(), { cpuShare: 0.9725 });
});

test('the Community edition has none, and is asked once', async (t) => {
  const { platform, asked } = await platformOf(t, (_request, response) => response.writeHead(404).end());
  assert.equal(await platform.figures(), undefined);
  assert.equal(await platform.figures(), undefined);
  assert.equal(asked.filter((path) => path.endsWith('/media-nodes')).length, 1);
});
