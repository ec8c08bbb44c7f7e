import { WebSocket } from 'ws';
import { formatRequest, type JsonRpcFrame, parseJsonRpc } from '../../../wire/jsonrpc.js';
import type { ClientRequests } from '../../../wire/openvidu-requests.js';
import { RpcError } from './rpc-error.js';

type Method = keyof ClientRequests;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: RpcError) => void;
  readonly timer: NodeJS.Timeout;
}

export interface RpcSocketOptions {
  readonly url: string;
  /** Accept certificates that no authority vouches for. */
  readonly ignoreHTTPSErrors: boolean;
  /** Limit of opening the socket, in ms. */
  readonly openTimeoutMs: number;
  /** Id of the first request; ids go on over reconnections. */
  readonly nextId: number;
  onNotification(method: string, params: Readonly<Record<string, unknown>>): void;
  /** The socket is gone without our having closed it. */
  onLost(reason: string): void;
}

/** Limit of a request, in ms, as in OpenVidu's own client. */
export const requestTimeoutMs = 10_000;

const closeHandshakeMs = 1_000;

/** One websocket with requests and notifications of OpenVidu's JSON-RPC. */
export class RpcSocket {
  readonly #pending = new Map<number, Pending>();
  #nextId: number;
  #closed = false;

  /** Rejects with the error of `ws` if the socket does not open. */
  static open(options: RpcSocketOptions): Promise<RpcSocket> {
    const socket = new WebSocket(options.url, {
      rejectUnauthorized: !options.ignoreHTTPSErrors,
      handshakeTimeout: options.openTimeoutMs,
      perMessageDeflate: false,
    });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => {
        socket.off('error', reject);
        resolve(new RpcSocket(socket, options));
      });
    });
  }

  private constructor(
    private readonly socket: WebSocket,
    private readonly options: RpcSocketOptions,
  ) {
    this.#nextId = options.nextId;
    socket.on('message', (data) => this.#onText(data.toString()));
    // An error is always followed by a close, which tells the rest.
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => this.#onClose(`socket closed with ${code} ${reason.toString()}`.trimEnd()));
  }

  get nextId(): number {
    return this.#nextId;
  }

  /** Rejects with an {@link RpcError}: answered with an error, no answer in time, or socket lost. */
  request<M extends Method>(
    method: M,
    params: ClientRequests[M]['params'],
    timeoutMs: number = requestTimeoutMs,
  ): Promise<ClientRequests[M]['result']> {
    if (this.#closed) return Promise.reject(new RpcError(undefined, `${method} was not sent: the socket is closed`));
    const id = this.#nextId++;
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new RpcError(undefined, `${method} was not answered within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#pending.set(id, { resolve, reject, timer });
      this.socket.send(formatRequest(id, method, params));
    }) as Promise<ClientRequests[M]['result']>;
  }

  /** Closes from our side: `onLost` is not told. Requests without answer are rejected. */
  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#end(reason);
    this.socket.close(code, reason);
    // A dead peer never answers the closing handshake, and would keep this process alive.
    setTimeout(() => this.socket.terminate(), closeHandshakeMs).unref();
  }

  /** Cuts the connection without a closing handshake, and tells `onLost`. */
  cut(reason: string): void {
    this.#onClose(reason);
    this.socket.terminate();
  }

  #onText(text: string): void {
    const frame = parseJsonRpc(text);
    if (frame?.type === 'notification') this.options.onNotification(frame.method, frame.params);
    else if (frame?.type === 'result' || frame?.type === 'error') this.#settle(frame);
  }

  #settle(frame: Extract<JsonRpcFrame, { type: 'result' | 'error' }>): void {
    const pending = this.#pending.get(frame.id);
    if (!pending) return;
    this.#pending.delete(frame.id);
    clearTimeout(pending.timer);
    if (frame.type === 'result') pending.resolve(frame.result);
    else pending.reject(new RpcError(frame.error.code, frame.error.message));
  }

  #onClose(reason: string): void {
    if (this.#closed) return;
    this.#end(reason);
    this.options.onLost(reason);
  }

  #end(reason: string): void {
    this.#closed = true;
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new RpcError(undefined, `no answer: ${reason}`));
    }
    this.#pending.clear();
  }
}
