import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Edition } from '../../model/edition.js';
import { livekitClientFile, openviduBrowserFile } from './sdk-file.js';

/** The running server of participant pages. */
export interface PageServer {
  /** Address of the participant page. */
  readonly url: string;
  close(): Promise<void>;
}

const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>playwright-openvidu participant</title><link rel="icon" href="data:,"></head>
  <body><script src="/sdk.js"></script></body>
</html>
`;

/** Serves the participant page of an edition, with its SDK, on a random port of loopback: there it is a secure context, so that it gets a camera without TLS. */
export async function startPageServer(edition: Edition = 'openvidu2'): Promise<PageServer> {
  const sdk = await readFile(edition === 'openvidu3' ? livekitClientFile() : openviduBrowserFile());
  const server = createServer((request, response) => {
    if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    else if (request.url === '/sdk.js')
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' }).end(sdk);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
