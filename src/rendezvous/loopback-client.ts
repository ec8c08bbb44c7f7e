import WebSocket from 'ws';
import { LoadError } from '../model/errors.js';
import type { Progress, Rendezvous } from '../model/gather.js';
import type { FromHost, ToHost } from './messages.js';

interface Waiting {
  resolve(values: unknown[]): void;
  reject(error: LoadError): void;
}

/** Who comes to a rendezvous. */
export interface Attendance {
  readonly scenario: string;
  /** From 1. */
  readonly generator: number;
  readonly generators: number;
}

/** A generator's side of the loopback rendezvous. */
class LoopbackRendezvous implements Rendezvous {
  readonly #abort = new AbortController();
  readonly #waiting = new Map<string, Waiting>();
  #closed = false;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.#receive(JSON.parse(String(data)) as FromHost));
    socket.on('close', () => {
      if (!this.#closed)
        this.#fail(new LoadError('RENDEZVOUS_LOST', 'The main process closed the rendezvous in mid-run.'));
    });
  }

  get aborted(): AbortSignal {
    return this.#abort.signal;
  }

  gather<T>(key: string, value: T, timeoutMs: number): Promise<T[]> {
    if (this.#abort.signal.aborted) return Promise.reject(this.#abort.signal.reason);
    return new Promise<T[]>((resolve, reject) => {
      this.#waiting.set(key, { resolve: (values) => resolve(values as T[]), reject });
      this.#send({ type: 'gather', key, value, timeoutMs });
    });
  }

  progress(progress: Progress): void {
    this.#send({ type: 'progress', progress });
  }

  close(): Promise<void> {
    return this.#leave({ type: 'done' });
  }

  abandon(reason: string): Promise<void> {
    return this.#leave({ type: 'abandon', reason });
  }

  async #leave(last: ToHost): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#send(last);
    const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close();
    await closed;
  }

  #send(message: ToHost): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  #receive(message: FromHost): void {
    if (message.type === 'abort') {
      this.#fail(new LoadError('ABORTED', message.reason));
      return;
    }
    this.#waiting.get(message.key)?.resolve([...message.values]);
    this.#waiting.delete(message.key);
  }

  #fail(error: LoadError): void {
    this.#abort.abort(error);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/**
 * Comes to the rendezvous of this machine.
 * @throws LoadError `RENDEZVOUS_LOST` if the main process does not answer at `url`
 */
export async function connectLoopback(url: string, who: Attendance): Promise<Rendezvous> {
  const socket = new WebSocket(url, { handshakeTimeout: 10_000, maxPayload: 256 * 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', (cause) =>
      reject(
        new LoadError('RENDEZVOUS_LOST', 'The rendezvous in the main process does not answer; was the run stopped?', {
          cause,
        }),
      ),
    );
  });
  // After the opening an error is always followed by close, which the rendezvous handles.
  socket.on('error', () => {});
  const rendezvous = new LoopbackRendezvous(socket);
  socket.send(JSON.stringify({ type: 'hello', ...who } satisfies ToHost));
  return rendezvous;
}
