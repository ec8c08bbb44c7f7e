import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { LivekitServer } from './livekit-server.js';

/** A livekit-server as if it were older than participants with one PeerConnection for both directions. */
export interface OldServer {
  readonly url: string;
  /** Paths of the signalling that participants asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Passes the signalling of a real server on, and answers as an older one, or its proxy, where that has no such path. */
export async function asOldServer(server: LivekitServer, answer = '404 Not Found'): Promise<OldServer> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket)));
    return socket;
  };
  const proxy = createServer().on('upgrade', (request, client: Socket, head: Buffer) => {
    keep(client);
    const path = new URL(request.url!, server.url).pathname;
    asked.push(path);
    if (path !== '/rtc') {
      client.end(`HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`);
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
