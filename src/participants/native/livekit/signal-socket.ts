import { Ping, type SessionDescription, SignalRequest, SignalResponse } from '@livekit/protocol';
import { WebSocket } from 'ws';
import { LoadError, messageOf } from '../../../model/errors.js';
import { socketOpenError } from '../signalling/open-error.js';
import { oneConnectionUrl, type SignalAddress } from './signal-address.js';

/** One message to the server: `{ case: 'offer', value }` and so on. */
export type RequestMessage = NonNullable<NonNullable<ConstructorParameters<typeof SignalRequest>[0]>['message']>;
/** One message from the server. */
export type ResponseMessage = SignalResponse['message'];

export interface SignalSocketOptions {
  readonly address: SignalAddress;
  /** Sent as a header: a URL would show it in logs of proxies. */
  readonly token: string;
  /** Accept certificates that no authority vouches for. */
  readonly ignoreHTTPSErrors: boolean;
  readonly timeoutMs: number;
  /** The offer of the participant's one connection, where there is one already. */
  readonly offer?: SessionDescription | undefined;
  readonly onMessage: (message: ResponseMessage) => void;
  /** Told once, if the socket ends and was not closed here. */
  readonly onLost: (reason: string) => void;
}

/** LiveKit's signalling: protobuf over a websocket, kept alive by pings. */
export class SignalSocket {
  #pings: NodeJS.Timeout | undefined;
  #heardAt = performance.now();
  #closed = false;

  /**
   * For a participant with one PeerConnection, or with two where the server is too old for that.
   * @throws LoadError `JOIN_REFUSED` with the server's words, `UNREACHABLE`, `UNTRUSTED_CERTIFICATE`
   */
  static async open(options: SignalSocketOptions): Promise<SignalSocket> {
    const { address } = options;
    if (!address.isOld)
      try {
        return await SignalSocket.#connect(oneConnectionUrl(address, options.offer), options, true);
      } catch (thrown) {
        if (!(thrown instanceof Refusal && thrown.isAboutPath)) throw thrown;
      }
    const socket = await SignalSocket.#connect(address.twoConnectionsUrl, options, false);
    address.isOld = true;
    return socket;
  }

  static #connect(url: string, options: SignalSocketOptions, isForOneConnection: boolean): Promise<SignalSocket> {
    const { address, token, ignoreHTTPSErrors, timeoutMs } = options;
    const socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${token}` },
      rejectUnauthorized: !ignoreHTTPSErrors,
      handshakeTimeout: timeoutMs,
      perMessageDeflate: false,
    });
    return new Promise((resolve, reject) => {
      // Made at once: the server's first message may come before whoever waits goes on.
      socket.once('open', () => resolve(new SignalSocket(socket, options, isForOneConnection)));
      socket.once('error', (thrown) => reject(socketOpenError(thrown, address.origin)));
      socket.once('unexpected-response', (_request, response) => {
        let words = '';
        response.on('data', (chunk: Buffer) => {
          words = (words + chunk.toString('utf8')).slice(0, 10_000);
        });
        response.once('close', () =>
          reject(new Refusal(address.origin, response.statusCode ?? 0, withoutJwt(words.trim()))),
        );
      });
    });
  }

  private constructor(
    private readonly socket: WebSocket,
    private readonly options: SignalSocketOptions,
    /** Whether the participant is to have one PeerConnection for both directions. */
    readonly isForOneConnection: boolean,
  ) {
    socket.on('message', (bytes: Buffer) => {
      this.#heardAt = performance.now();
      try {
        this.options.onMessage(SignalResponse.fromBinary(bytes).message);
      } catch (thrown) {
        this.#onLost(`a message of the server could not be used: ${messageOf(thrown)}`);
        void this.close();
      }
    });
    socket.on('close', (code) => this.#onLost(`the signalling socket was closed (${code})`));
    // A close follows, and tells it.
    socket.on('error', () => undefined);
  }

  send(message: RequestMessage): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(new SignalRequest({ message }).toBinary());
  }

  /** @param everySeconds and @param withinSeconds as the server asks for when it lets a participant in. */
  keepAlive(everySeconds: number, withinSeconds: number): void {
    this.#heardAt = performance.now();
    this.#pings = setInterval(() => {
      if (performance.now() - this.#heardAt > withinSeconds * 1000) {
        this.#onLost(`the server was silent for ${withinSeconds} s`);
        void this.close();
      } else this.send({ case: 'pingReq', value: new Ping({ timestamp: BigInt(Date.now()) }) });
    }, everySeconds * 1000);
  }

  /** Resolves when the socket is closed. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#pings);
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
    this.socket.close();
    await closed;
  }

  #onLost(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#pings);
    this.options.onLost(reason);
  }
}

/** The server repeats a token that it does not take. */
const withoutJwt = (words: string): string => words.replace(/eyJ[\w-]*(\.[\w-]*)*/g, '<token>').slice(0, 200);

class Refusal extends LoadError {
  /** Of a server without such a path, or of a proxy that sends such paths elsewhere. */
  readonly isAboutPath: boolean;

  constructor(origin: string, status: number, words: string) {
    const answer = words === '' ? `status ${status}` : `${status}: ${words}`;
    super(
      'JOIN_REFUSED',
      `${origin} refused the participant (${answer}); check that the token was made with this deployment's API key and is not too old.`,
    );
    this.isAboutPath = status < 400 || status === 404 || status === 405;
  }
}
