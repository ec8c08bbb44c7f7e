import { LoadError } from '../../../model/errors.js';
import { RpcError } from '../signalling/rpc-error.js';
import type { PacketOutlet } from './packet-outlet.js';
import type { Peer, PeerListener, PeerState } from './peer.js';

/** What a link does not know itself: how to make a peer, and how to negotiate its media. */
export interface LinkSteps {
  createPeer(listener: PeerListener): Peer;
  /** Exchanges descriptions; with a peer that takes over, if the server knows the stream already. */
  negotiate(peer: Peer): Promise<void>;
  sendCandidate(candidate: string, mid: string): void;
  /** RTP or RTCP of any of the media. */
  onPacket(packet: Buffer): void;
  /** Media may flow. */
  onUp(): void;
  /** Media cannot flow for now. */
  onDown(): void;
  onReconnecting(): void;
  onReconnected(): void;
}

/** Limit of ICE and DTLS after negotiation, in ms. */
const connectWithinMs = 10_000;
/** How long a connection may be interrupted before another one replaces it, in ms; as in OpenVidu's own client. */
const interruptionMs = 4_000;

/** A media connection that is kept up: set up, once more if that failed, and replaced when it is lost. */
export class PeerLink implements PacketOutlet {
  #peer: Peer | undefined;
  #candidates: string[] = [];
  #attempting = false;
  #restoring = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  /** Settles the set-up that is under way. */
  #settle: ((problem: Error | undefined) => void) | undefined;

  constructor(private readonly steps: LinkSteps) {}

  /** Resolves when ICE and DTLS are connected. Rejects with an {@link RpcError} if the server refused, else a LoadError. */
  async open(): Promise<void> {
    try {
      await this.#attempt();
    } catch (thrown) {
      if (this.#closed || thrown instanceof RpcError) throw thrown;
      // Set-up fails about three times in 11 000 for no reason in the server: one more attempt, and it is reported.
      this.steps.onReconnecting();
      await this.#attempt();
      this.steps.onReconnected();
    }
  }

  addCandidate(candidate: string): void {
    if (this.#peer) this.#peer.addCandidate(candidate);
    else this.#candidates.push(candidate);
  }

  /** Hands one packet to the present connection. False if it was not taken. */
  send(packet: Buffer): boolean {
    return this.#peer?.send(packet) ?? false;
  }

  /** Its state as a phrase. */
  describe(): string {
    return this.#peer?.describe() ?? (this.#restoring ? 'lost, being set up again' : 'not set up');
  }

  /** Replaces the connection now if it is not up, as after signalling came back. */
  recheck(): void {
    if (!this.#attempting && this.#peer?.state !== 'connected') void this.#restore();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#drop();
    this.#settle?.(closedError());
  }

  async #attempt(): Promise<void> {
    this.#drop();
    const peer = this.steps.createPeer({
      onCandidate: (candidate, mid) => this.steps.sendCandidate(candidate, mid),
      onState: (state) => {
        if (peer === this.#peer) this.#onState(state);
      },
      onPacket: (packet) => this.steps.onPacket(packet),
    });
    this.#peer = peer;
    this.#attempting = true;
    for (const candidate of this.#candidates.splice(0)) peer.addCandidate(candidate);
    try {
      await this.steps.negotiate(peer);
      peer.connect();
      await this.#connected(peer);
    } catch (thrown) {
      if (peer === this.#peer) this.#drop();
      throw thrown;
    } finally {
      this.#attempting = false;
    }
  }

  async #connected(peer: Peer): Promise<void> {
    if (this.#closed) throw closedError();
    if (peer.state === 'connected') return;
    if (peer.state !== 'connecting') throw setUpError(`it was ${peer.state}`);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle?.(setUpError(`not connected within ${connectWithinMs / 1000} s`)),
        connectWithinMs,
      );
      this.#settle = (problem) => {
        clearTimeout(timer);
        this.#settle = undefined;
        if (problem) reject(problem);
        else resolve();
      };
    });
  }

  #onState(state: PeerState): void {
    if (state === 'connecting') return;
    if (state === 'connected') {
      clearTimeout(this.#timer);
      this.#settle?.(undefined);
      this.steps.onUp();
      return;
    }
    this.steps.onDown();
    if (this.#attempting) this.#settle?.(setUpError(`it was ${state}`));
    else this.#awaitReturn(state === 'failed' ? 0 : interruptionMs);
  }

  #awaitReturn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#restore(), milliseconds);
  }

  async #restore(): Promise<void> {
    if (this.#restoring || this.#closed) return;
    this.#restoring = true;
    this.steps.onReconnecting();
    while (!this.#closed && this.#peer?.state !== 'connected') {
      try {
        await this.#attempt();
      } catch {
        // Signalling may be lost as well, or the stream is going away: until the link is closed it is tried again.
        await new Promise<void>((resolve) => {
          this.#timer = setTimeout(resolve, interruptionMs);
        });
      }
    }
    this.#restoring = false;
    if (!this.#closed) this.steps.onReconnected();
  }

  #drop(): void {
    this.#peer?.close();
    this.#peer = undefined;
    this.steps.onDown();
  }
}

function setUpError(reason: string): LoadError {
  return new LoadError(
    'CONNECTION_LOST',
    `The media connection was not set up: ${reason}; check that the media server's UDP ports can be reached.`,
  );
}

function closedError(): LoadError {
  return new LoadError('ABORTED', 'The media connection was closed while it was being set up.');
}
