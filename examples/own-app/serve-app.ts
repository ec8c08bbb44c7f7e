import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { version } = require('openvidu-browser/package.json') as { version: string };
const sdk = join(
  dirname(require.resolve('openvidu-browser/package.json')),
  'static/js',
  `openvidu-browser-${version}.min.js`,
);
const inApp = (file: string) => new URL(`app/${file}`, import.meta.url);

const files: Record<string, [type: string, file: string | URL]> = {
  '/': ['text/html', inApp('index.html')],
  '/rooms.js': ['text/javascript', inApp('rooms.js')],
  '/openvidu-browser.js': ['text/javascript', sdk],
};

/** Serves the app on a free port of this machine while the tests run; `OWN_APP_URL` tells them where. */
export default async function serveApp(): Promise<() => Promise<void>> {
  const server = createServer(async ({ url = '' }, response) => {
    const [type, file] = files[url] ?? [];
    if (type && file) response.writeHead(200, { 'content-type': type }).end(await readFile(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.OWN_APP_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
