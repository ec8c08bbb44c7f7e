import type { Page, WebSocket } from '@playwright/test';
import { LoadError } from '../../../model/errors.js';
import type { ParticipantRole } from '../../../model/scenario.js';
import type { PeerState } from '../evidence/page/describe-peers.js';
import type { PeerName, SessionMessage } from '../page-messages.js';
import type { AppSignalling, SignallingListener, UnnamedStream } from './app-signalling.js';

/** How a user's own app enters its session and stays in it, as its signalling tells. */
export class AppEntry {
  /** Resolves when the platform let the app in. */
  readonly connectionId: Promise<string>;
  /** Rejects when the platform did not. */
  readonly refused: Promise<never>;
  inSession = false;
  readonly #signalling: AppSignalling;
  #lost = false;
  #closed = false;

  constructor(
    signallingOf: (listener: SignallingListener) => AppSignalling,
    private readonly role: ParticipantRole,
    private readonly onEvent: (event: SessionMessage) => void,
  ) {
    let joined: (connectionId: string) => void = () => undefined;
    let refused: (error: LoadError) => void = () => undefined;
    this.connectionId = new Promise((resolve) => {
      joined = resolve;
    });
    this.refused = new Promise((_, reject) => {
      refused = reject;
    });
    this.refused.catch(() => undefined);
    this.#signalling = signallingOf({
      onJoined: (connectionId) => {
        this.inSession = true;
        joined(connectionId);
      },
      onRefused: (reason) => refused(new LoadError('JOIN_REFUSED', reason)),
      onRemoved: (reason) => this.#tell({ type: 'disconnected', reason, at: Date.now() }),
    });
  }

  /** To be called before the page loads the app. */
  listenTo(page: Page): void {
    page.on('websocket', (socket) => {
      if (this.#signalling.isSignalling(socket.url())) this.#listenToSocket(socket);
    });
  }

  /** What happens from now on is no news. */
  close(): void {
    this.#closed = true;
  }

  /** Whom a stream comes from, if the participant is to receive from it. */
  readonly nameOf = (stream: UnnamedStream): PeerName | undefined => {
    const name = this.#signalling.nameOf(stream);
    return name && 'from' in name && this.role.receivesFrom.includes(name.from) ? name : undefined;
  };

  readonly namesOfPeer = ({ iceUfrag, received }: PeerState): PeerName[] => {
    const ufrag = iceUfrag === undefined ? {} : { iceUfrag };
    return received.flatMap((track) => this.nameOf({ ...ufrag, ...track }) ?? []);
  };

  #listenToSocket(socket: WebSocket): void {
    socket.on('framesent', ({ payload }) => this.#signalling.onSent(payload, Date.now()));
    socket.on('framereceived', ({ payload }) => {
      this.#signalling.onReceived(payload, Date.now());
      if (this.#lost) this.#tell({ type: 'reconnected', at: Date.now() });
      this.#lost = false;
    });
    socket.on('close', () => {
      if (!this.inSession || this.#lost) return;
      this.#lost = true;
      this.#tell({ type: 'reconnecting', at: Date.now() });
    });
  }

  #tell(event: SessionMessage): void {
    if (!this.#closed) this.onEvent(event);
  }
}
