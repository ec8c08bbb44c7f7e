import type { RawData, WebSocket } from 'ws';
import { formatError, formatResult, type JsonRpcParams, parseJsonRpc } from '../../wire/jsonrpc.js';
import { openViduErrorCode } from '../../wire/openvidu-error-codes.js';
import { maxQueuedRequests } from '../limits.js';
import { evict } from '../operations/departures.js';
import type { ServerContext } from '../server-context.js';
import { RpcSession, sendText } from './rpc-session.js';
import { serveCall } from './serve-call.js';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: JsonRpcParams;
}

/** One websocket of a client, from its opening to its end. A reconnecting client takes up its old session on a new one. */
export class ClientSocket {
  readonly #context: ServerContext;
  readonly #socket: WebSocket;
  readonly #ip: string;
  #rpc: RpcSession;

  constructor(context: ServerContext, socket: WebSocket, ip: string) {
    this.#context = context;
    this.#socket = socket;
    this.#ip = ip;
    this.#rpc = new RpcSession(context.limits, ({ participant }) => {
      if (participant) evict(context, participant, 'networkDisconnect');
    });
    this.#rpc.attach(socket);
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('close', () => this.#rpc.detach(socket));
    // ws closes the socket itself after an error (a frame too long, a broken frame); the close event does the rest.
    socket.on('error', () => socket.terminate());
  }

  #receive(data: RawData, isBinary: boolean): void {
    const frame = isBinary ? undefined : parseJsonRpc(data.toString());
    if (!frame) this.#socket.close(1007, 'Only JSON-RPC 2.0 text frames are served');
    else if (frame.type === 'request') this.#serve(frame);
  }

  #serve(request: Request): void {
    if (request.method === 'ping') {
      this.#rpc.ping(request.params.interval);
      this.#reply(request.id, { value: 'pong' });
    } else if (request.method === 'connect') {
      this.#reconnect(request);
    } else if (this.#rpc.requests.length >= maxQueuedRequests) {
      this.#socket.close(1008, 'Too many requests without waiting for an answer');
    } else {
      // The session of the moment: by the time of its turn, the client may have taken up another one here.
      const rpc = this.#rpc;
      rpc.requests.add(() => this.#serveInTurn(rpc, request));
    }
  }

  async #serveInTurn(rpc: RpcSession, { id, method, params }: Request): Promise<void> {
    const outcome = await serveCall({ context: this.#context, rpc, method, params, ip: this.#ip });
    if (outcome.type === 'error') return sendText(this.#socket, formatError(id, outcome.error));
    this.#reply(id, outcome.reply.result);
    outcome.reply.afterwards?.();
  }

  #reconnect({ id, params }: Request): void {
    const { sessionId } = params;
    const found = typeof sessionId === 'string' ? this.#context.participants.findByRpcId(sessionId) : undefined;
    if (!found) {
      const { reconnectionRefused } = openViduErrorCode;
      sendText(this.#socket, formatError(id, { code: reconnectionRefused, message: 'reconnection error' }));
      return;
    }
    if (found !== this.#rpc) {
      this.#rpc.detach(this.#socket);
      this.#rpc = found;
      found.attach(this.#socket);
    }
    this.#reply(id, { value: 'reconnection successful' });
  }

  #reply(id: number, result: object): void {
    sendText(this.#socket, formatResult(id, { ...result, sessionId: this.#rpc.id }));
  }
}
