import type { RpcSocket } from './rpc-socket.js';

/** Time between two pings, in ms; the server drops a participant after three without one. */
const pingEveryMs = 5_000;
const pongWithinMs = 5_000;

/** Pings the server so that neither it nor a proxy gives the socket up, and notices when no answer comes. */
export class KeepAlive {
  readonly #timer: NodeJS.Timeout;
  #stopped = false;

  /** The first ping goes out at once; it tells the server the interval. */
  constructor(
    private readonly socket: RpcSocket,
    private readonly onSilence: () => void,
  ) {
    void this.#ping({ interval: pingEveryMs });
    this.#timer = setInterval(() => void this.#ping({}), pingEveryMs);
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  async #ping(params: { interval?: number }): Promise<void> {
    try {
      await this.socket.request('ping', params, pongWithinMs);
    } catch {
      // Whatever the reason, an unanswered ping means that the connection is of no use.
      if (!this.#stopped) this.onSilence();
    }
  }
}
