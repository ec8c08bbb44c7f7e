import { once } from 'node:events';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import type { TestContext } from 'node:test';

/** A web server of any other kind. */
export function webServer(
  t: TestContext,
  listener: RequestListener,
  prepare: (server: HttpServer) => void = () => {},
): Promise<string> {
  const server = createServer(listener);
  prepare(server);
  t.after(() => server.closeAllConnections());
  return listening(t, server);
}

/** Takes connections and never says a word. */
export function silentServer(t: TestContext): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    t.after(() => socket.destroy());
  });
  return listening(t, server);
}

async function listening(t: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return addressOf(server, 'http');
}

export function addressOf(server: Server, scheme: 'http' | 'https'): string {
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Where nothing listens. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = addressOf(server, 'http');
  await new Promise((resolve) => server.close(resolve));
  return url;
}
