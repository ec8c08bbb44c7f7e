import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { LivekitServer } from './livekit-server.js';

/** Between participants and the signalling of a real livekit-server. */
export interface SignallingProxy {
  readonly url: string;
  /** What participants asked for, in order. */
  readonly asked: readonly URL[];
  close(): Promise<void>;
}

/** @param refuses gives the status for what is not passed on. */
export async function startSignallingProxy(
  server: LivekitServer,
  refuses: (asked: URL) => string | undefined = () => undefined,
): Promise<SignallingProxy> {
  const asked: URL[] = [];
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket)));
    return socket;
  };
  const proxy = createServer().on('upgrade', (request, client: Socket, head: Buffer) => {
    keep(client);
    const url = new URL(request.url!, server.url);
    asked.push(url);
    const status = refuses(url);
    if (status !== undefined) {
      client.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = keep(connect(Number(new URL(server.url).port), '127.0.0.1'));
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
    upstream.write(`GET ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(client).pipe(upstream);
    client.once('close', () => upstream.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of open) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
