import { setTimeout as sleep } from 'node:timers/promises';
import { LoadError, messageOf } from '../../../model/errors.js';
import type { ClientRequests, JoinRoomResult } from '../../../wire/openvidu-requests.js';
import type { IceCandidateFields } from '../../../wire/openvidu-streams.js';
import { KeepAlive } from './keep-alive.js';
import { socketOpenError } from './open-error.js';
import { RpcError } from './rpc-error.js';
import { RpcSocket } from './rpc-socket.js';
import type { TokenAddress } from './token.js';

type Method = keyof ClientRequests;
type Params = Readonly<Record<string, unknown>>;

/** What the owner of a signalling connection is told. Nothing is told before {@link SignallingClient.listen}. */
export interface SignallingListener {
  onNotification(method: string, params: Params): void;
  onReconnecting(): void;
  onReconnected(): void;
  /** For good: the server gave the participant up, or cannot be reached any more. */
  onLost(reason: string): void;
}

/** How OpenVidu's own client closes after leaving or an eviction. */
const closedByClient = [4102, 'Connection closed by client'] as const;
/** How long a server keeps a participant whose socket is lost, in ms. */
const reconnectWithinMs = 10_000;
const reconnectEveryMs = 1_000;
const leaveTimeoutMs = 5_000;

/** One participant's signalling: joining, keep-alive, reconnection and leaving. */
export class SignallingClient {
  #socket!: RpcSocket;
  #keepAlive: KeepAlive | undefined;
  #listener: SignallingListener | undefined;
  /** Notifications from before there was a listener. */
  #early: [method: string, params: Params][] = [];
  /** Handle that the server knows this participant by when it comes back. */
  #rpcSessionId = '';
  #ended = false;

  /** @throws LoadError `UNREACHABLE`, `UNTRUSTED_CERTIFICATE` */
  static async open(address: TokenAddress, ignoreHTTPSErrors: boolean, timeoutMs: number): Promise<SignallingClient> {
    const client = new SignallingClient(address, ignoreHTTPSErrors);
    client.#socket = await client.#open(address.socketUrl, timeoutMs, 0).catch((thrown) => {
      throw socketOpenError(thrown, address.origin);
    });
    return client;
  }

  private constructor(
    private readonly address: TokenAddress,
    private readonly ignoreHTTPSErrors: boolean,
  ) {}

  /** @throws LoadError `JOIN_REFUSED` with the server's words, `TIMED_OUT` */
  async join(token: string, metadata: string): Promise<JoinRoomResult> {
    this.#startKeepAlive();
    try {
      const joined = await this.#socket.request('joinRoom', {
        token,
        session: this.address.sessionId,
        platform: `playwright-openvidu native participant on Node ${process.versions.node}`,
        sdkVersion: '2.32.2',
        metadata,
        secret: '',
        recorder: false,
        stt: false,
      });
      this.#rpcSessionId = joined.sessionId;
      return joined;
    } catch (thrown) {
      throw this.#joinError(thrown);
    }
  }

  /** Tells `listener` everything from now on, and what came before. */
  listen(listener: SignallingListener): void {
    this.#listener = listener;
    for (const [method, params] of this.#early) listener.onNotification(method, params);
    this.#early = [];
  }

  /** Rejects with an {@link RpcError}; so do all requests while the socket is lost. */
  request<M extends Method>(method: M, params: ClientRequests[M]['params']): Promise<ClientRequests[M]['result']> {
    return this.#socket.request(method, params);
  }

  /** Sends a candidate, and does not wait for what becomes of it: others may do, and the media connection tells. */
  sendCandidate(candidate: IceCandidateFields): void {
    this.#socket.request('onIceCandidate', candidate).catch((thrown) => {
      if (!(thrown instanceof RpcError)) throw thrown;
    });
  }

  /** Leaves the session and closes. Resolves when the server confirmed, or after 5 s. */
  async leave(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#keepAlive?.stop();
    await this.#socket.request('leaveRoom', {}, leaveTimeoutMs).catch((thrown) => {
      // Whoever leaves cannot do more than ask: the server notices the closed socket as well.
      if (!(thrown instanceof RpcError)) throw thrown;
    });
    this.#socket.close(...closedByClient);
  }

  /** Closes without leaving, as after an eviction. */
  close(): void {
    this.#ended = true;
    this.#keepAlive?.stop();
    this.#socket.close(...closedByClient);
  }

  #open(url: string, openTimeoutMs: number, nextId: number): Promise<RpcSocket> {
    return RpcSocket.open({
      url,
      ignoreHTTPSErrors: this.ignoreHTTPSErrors,
      openTimeoutMs,
      nextId,
      onNotification: (method, params) => this.#onNotification(method, params),
      onLost: (reason) => void this.#onSocketLost(reason),
    });
  }

  #onNotification(method: string, params: Params): void {
    if (this.#listener) this.#listener.onNotification(method, params);
    else this.#early.push([method, params]);
  }

  #startKeepAlive(): void {
    const socket = this.#socket;
    this.#keepAlive = new KeepAlive(socket, () => socket.cut('ping was not answered'));
  }

  async #onSocketLost(reason: string): Promise<void> {
    this.#keepAlive?.stop();
    if (this.#ended || this.#rpcSessionId === '') return;
    this.#listener?.onReconnecting();
    const refusal = await this.#reconnect(Date.now() + reconnectWithinMs);
    if (this.#ended) this.#socket.close(...closedByClient);
    else if (refusal === undefined) {
      this.#startKeepAlive();
      this.#listener?.onReconnected();
    } else {
      this.close();
      this.#listener?.onLost(`${reason}, and ${refusal}`);
    }
  }

  /** @returns why the participant is lost, or undefined if it is back. */
  async #reconnect(until: number): Promise<string | undefined> {
    let problem = '';
    while (!this.#ended && Date.now() < until) {
      try {
        this.#socket = await this.#open(
          `${this.address.socketUrl}&reconnect=true`,
          until - Date.now(),
          this.#socket.nextId,
        );
      } catch (thrown) {
        problem = messageOf(thrown);
        await sleep(Math.min(reconnectEveryMs, Math.max(0, until - Date.now())));
        continue;
      }
      return this.#present();
    }
    return `the server could not be reached again within ${reconnectWithinMs / 1000} s (${problem})`;
  }

  async #present(): Promise<string | undefined> {
    try {
      await this.#socket.request('connect', { sessionId: this.#rpcSessionId, reconnect: true });
      return undefined;
    } catch (thrown) {
      return `the server refused the reconnection (${messageOf(thrown)})`;
    }
  }

  #joinError(thrown: unknown): LoadError {
    const { origin } = this.address;
    if (thrown instanceof RpcError && thrown.code !== undefined)
      return new LoadError(
        'JOIN_REFUSED',
        `${origin} refused to let the participant join: ${thrown.message} (code ${thrown.code}); each token is good for one join, and only while its session is open.`,
        { cause: thrown },
      );
    return new LoadError(
      'TIMED_OUT',
      `${origin} did not let the participant join: ${messageOf(thrown)}; check the load and the logs of the deployment.`,
      { cause: thrown },
    );
  }
}
