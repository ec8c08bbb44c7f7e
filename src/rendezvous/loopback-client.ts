import WebSocket from 'ws';
import type { ClockOffset } from '../model/clock-offset.js';
import { LoadError } from '../model/errors.js';
import type { Attendance, Rendezvous, RendezvousWaits } from '../model/gather.js';
import type { Progress } from '../model/progress.js';
import { ClockEstimate } from './clock-estimate.js';
import { localNow } from './local-clock.js';
import type { FromHost, ToHost } from './messages.js';
import { seconds } from './sentences.js';
import { WaitingGathers } from './waiting-gathers.js';
import { Watchdog } from './watchdog.js';

/** Questions for the time per reading of the clock. */
const exchanges = 8;
/** A host that is busy or gone does not hold up whoever leaves. */
const closeLimitMs = 2_000;

/** A generator's side of the loopback rendezvous. */
class LoopbackRendezvous implements Rendezvous {
  readonly #gathers = new WaitingGathers();
  readonly #clock = new ClockEstimate();
  readonly #watchdog: Watchdog;
  #closed = false;
  #answered: (() => void) | undefined;

  constructor(
    readonly socket: WebSocket,
    silenceMs: number,
  ) {
    const lost = (what: string) => this.#fail(new LoadError('RENDEZVOUS_LOST', what));
    this.#watchdog = new Watchdog(silenceMs, () => {
      lost(
        `The main process, where the generators meet, has said nothing for ${seconds(silenceMs)}: it is stalled. Repeat the run.`,
      );
      socket.terminate();
    });
    socket.on('ping', () => this.#watchdog.heard());
    socket.on('message', (data) => {
      this.#watchdog.heard();
      this.#receive(JSON.parse(String(data)) as FromHost);
    });
    socket.on('close', () => {
      this.#watchdog.stop();
      if (!this.#closed) lost('The main process, where the generators meet, closed the rendezvous in mid-run.');
    });
  }

  get aborted(): AbortSignal {
    return this.#gathers.aborted;
  }

  gather<T>(key: string, value: T, timeoutMs: number): Promise<T[]> {
    return this.#gathers.wait(key, () => this.#send({ type: 'gather', key, value, timeoutMs }));
  }

  async clock(): Promise<ClockOffset> {
    for (let i = 0; i < exchanges; i++) {
      this.aborted.throwIfAborted();
      await new Promise<void>((resolve) => {
        this.#answered = resolve;
        this.#send({ type: 'time', askedAt: localNow() });
      });
    }
    this.aborted.throwIfAborted();
    return this.#clock.at(localNow())!;
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
    await closeSocket(this.socket);
  }

  #send(message: ToHost): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  #receive(message: FromHost): void {
    if (message.type === 'abort') this.#fail(new LoadError('ABORTED', message.reason));
    else if (message.type === 'gathered') this.#gathers.resolve(message.key, message.values);
    else {
      this.#clock.add({ ...message, gotAt: localNow() });
      this.#answered?.();
    }
  }

  #fail(error: LoadError): void {
    this.#gathers.fail(error);
    this.#answered?.();
  }
}

/**
 * Comes to the rendezvous of this machine.
 * @throws LoadError `RENDEZVOUS_LOST` if the main process does not answer at `url`
 */
export async function connectLoopback(
  url: string,
  who: Attendance,
  { silenceMs }: Pick<RendezvousWaits, 'silenceMs'>,
): Promise<Rendezvous> {
  const socket = await openSocket(url);
  const rendezvous = new LoopbackRendezvous(socket, silenceMs);
  socket.send(JSON.stringify({ type: 'hello', ...who } satisfies ToHost));
  return rendezvous;
}

/** Where progress goes when the generators meet elsewhere: the reporter of this machine. */
export interface ProgressLine {
  send(progress: Progress): void;
  close(): Promise<void>;
}

/** @throws LoadError `RENDEZVOUS_LOST` if the main process does not answer at `url` */
export async function connectProgress(url: string): Promise<ProgressLine> {
  const socket = await openSocket(url);
  return {
    send: (progress) => {
      if (socket.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify({ type: 'progress', progress } satisfies ToHost));
    },
    close: () => closeSocket(socket),
  };
}

async function openSocket(url: string): Promise<WebSocket> {
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
  return socket;
}

async function closeSocket(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const timer = setTimeout(() => socket.terminate(), closeLimitMs);
  socket.close();
  await closed;
  clearTimeout(timer);
}
