import { once } from 'node:events';
import { connect } from 'node:net';
import type { TestContext } from 'node:test';
import { createServer, type TLSSocket } from 'node:tls';
import { selfSignedCertificate } from '../certificate.js';
import { addressOf } from './other-servers.js';

/** Puts TLS before a server that has none, with a certificate that nobody vouches for. Returns its `https://` URL. */
export async function tlsProxy(t: TestContext, url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<TLSSocket>();
  const proxy = createServer(selfSignedCertificate(), (socket) => {
    const behind = connect(Number(port), hostname);
    sockets.add(socket);
    socket.on('close', () => behind.destroy()).on('error', () => socket.destroy());
    behind.on('close', () => socket.destroy()).on('error', () => socket.destroy());
    socket.pipe(behind).pipe(socket);
  });
  // Those who do not trust the certificate break the handshake off.
  proxy.on('tlsClientError', () => {});
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  return addressOf(proxy, 'https');
}
