import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { maxMessageBytes } from '../limits.js';
import type { ServerContext } from '../server-context.js';
import { ClientSocket } from './client-socket.js';

/** Where clients open their websocket; no other path is upgraded. */
const signallingPath = '/openvidu';
const closeHandshakeMs = 500;

/** Accepts the websockets of clients on an HTTP server. */
export class SignallingEndpoint {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  readonly #context: ServerContext;

  constructor(context: ServerContext, server: Server) {
    this.#context = context;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  /** Closes every socket; those whose client does not answer in time are dropped. */
  async close(): Promise<void> {
    const clients = [...this.#sockets.clients];
    const closed = Promise.all(clients.map((socket) => once(socket, 'close')));
    for (const socket of clients) socket.close(1001, 'The server stops');
    await Promise.race([closed, delay(closeHandshakeMs, undefined, { ref: false })]);
    for (const socket of clients) socket.terminate();
    this.#sockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client may vanish in mid-upgrade; without a listener its reset would end the process.
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?', 1)[0] !== signallingPath) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const ip = request.socket.remoteAddress ?? '';
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => new ClientSocket(this.#context, accepted, ip));
  }
}
