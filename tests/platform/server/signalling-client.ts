import { once } from 'node:events';
import { WebSocket } from 'ws';
import { formatRequest, parseJsonRpc } from '../../../src/wire/jsonrpc.js';

/** Longest wait for anything. Generous, because only a failing test waits for it. */
const patienceMs = 10_000;

/** What a server refused, as openvidu-browser would see it. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The result of joinRoom. */
export interface JoinResult {
  readonly id: string;
  readonly finalUserId: string;
  readonly createdAt: number;
  readonly metadata: string;
  readonly value: readonly {
    readonly id: string;
    readonly metadata: string;
    readonly streams?: readonly Record<string, unknown>[];
  }[];
  readonly session: string;
  /** Of the JSON-RPC session. */
  readonly sessionId: string;
  readonly version: string;
}

export interface Notice {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** A bare client of the signalling protocol that writes down every frame it receives, in order. */
export class SignallingClient {
  /** `result 1`, `error 2`, or a notification's method. */
  readonly frames: string[] = [];
  readonly notices: Notice[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #waiting = new Map<number, (frame: ReturnType<typeof parseJsonRpc>) => void>();
  #nextId = 0;
  #onNotice: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    this.closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => this.#receive(data.toString()));
  }

  /** @param url Of the server: `http://…`. */
  static async open(url: string): Promise<SignallingClient> {
    const client = new SignallingClient(
      new WebSocket(`${url.replace('http', 'ws')}/openvidu?sessionId=any`, { rejectUnauthorized: false }),
    );
    await once(client.socket, 'open');
    return client;
  }

  /** @throws Refusal */
  async request<R = Record<string, unknown>>(method: string, params?: object): Promise<R> {
    const id = this.#nextId++;
    const answer = new Promise<ReturnType<typeof parseJsonRpc>>((resolve) => this.#waiting.set(id, resolve));
    this.socket.send(formatRequest(id, method, params));
    const frame = await within(Promise.race([answer, this.closed]), `an answer to ${method}`);
    if (frame && 'code' in frame) throw new Error(`The socket closed with ${frame.code} before ${method} was answered`);
    if (frame?.type === 'error') throw new Refusal(frame.error.code, frame.error.message);
    if (frame?.type !== 'result') throw new Error(`${method} was answered with ${frame?.type}`);
    return frame.result as R;
  }

  /** Joins like openvidu-browser. */
  async join(session: string, token: string, metadata: unknown = ''): Promise<JoinResult> {
    await this.request('ping', { interval: 5000 });
    return this.request<JoinResult>('joinRoom', joinParams(session, token, metadata));
  }

  /** The oldest notification of a method that was not taken yet. */
  async notice(method: string): Promise<Record<string, unknown>> {
    return within(this.#take(method), `the notification ${method}; there were ${this.frames.join(', ') || 'none'}`);
  }

  async #take(method: string): Promise<Record<string, unknown>> {
    for (;;) {
      const index = this.notices.findIndex((notice) => notice.method === method);
      if (index >= 0) return this.notices.splice(index, 1)[0]!.params;
      await new Promise<void>((resolve) => {
        this.#onNotice = resolve;
      });
    }
  }

  /** Leaves like a broken network: no goodbye. */
  cut(): void {
    this.socket.terminate();
  }

  #receive(text: string): void {
    const frame = parseJsonRpc(text);
    if (frame?.type === 'notification') {
      this.frames.push(frame.method);
      this.notices.push({ method: frame.method, params: { ...frame.params } });
      this.#onNotice();
    } else if (frame && 'id' in frame) {
      this.frames.push(`${frame.type} ${frame.id}`);
      this.#waiting.get(frame.id)?.(frame);
      this.#waiting.delete(frame.id);
    }
  }
}

/** What openvidu-browser sends. */
export function joinParams(session: string, token: string, metadata: unknown = ''): object {
  const constant = { platform: 'Test', sdkVersion: '2.32.2', secret: '', recorder: false, stt: false };
  return { token, session, metadata, ...constant };
}

export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timeout = setTimeout(() => reject(new Error(`Waited ${patienceMs} ms for ${what}`)), patienceMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timeout);
  }
}
