import { type SignalTarget, TrickleRequest } from '@livekit/protocol';
import { LoadError } from '../../../model/errors.js';
import type { ChannelListener } from '../peer/data-channels.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import { Peer, type PeerOptions, type PeerState } from '../peer/peer.js';
import type { RequestMessage } from './signal-socket.js';

/** What a transport needs of its session, and tells it. */
export interface TransportContext {
  readonly options: PeerOptions;
  send(message: RequestMessage): void;
  /** RTP or RTCP of any of its media. */
  onPacket(packet: Buffer): void;
  /** It was up and is not coming back, or it never came up. */
  onLost(reason: string): void;
  /** Absent: no data channels are set up. */
  readonly channels?: ChannelListener;
}

/** Limit of ICE and DTLS after negotiation, in ms. */
const connectWithinMs = 10_000;
/** How long it may be interrupted before it counts as lost, in ms. */
const interruptionMs = 4_000;

/** A PeerConnection of a LiveKit participant, up to its loss: it is never repaired, but replaced with all else. */
export class Transport {
  readonly peer: Peer;
  /** Resolves when media may flow; rejects with a LoadError `CONNECTION_LOST`. */
  readonly connected: Promise<void>;
  #settle!: (problem?: LoadError) => void;
  #timer: NodeJS.Timeout | undefined;
  #up = false;

  constructor(
    /** For messages. */
    private readonly name: string,
    /** The connection's name in the signalling. */
    target: SignalTarget,
    private readonly context: TransportContext,
  ) {
    this.connected = new Promise((resolve, reject) => {
      this.#settle = (problem) => (problem ? reject(problem) : resolve());
    });
    // Whoever waits for it hears of it; nobody needs to.
    this.connected.catch(() => undefined);
    const { options, channels } = context;
    this.peer = new Peer(name, options, {
      onCandidate: (candidate) => {
        // All media of a connection share one transport.
        const candidateInit = JSON.stringify({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
        context.send({ case: 'trickle', value: new TrickleRequest({ target, candidateInit }) });
      },
      onPacket: (packet) => context.onPacket(packet),
      onState: (state) => this.#onState(state),
      ...(channels && { channels }),
    });
  }

  /** Where packets go; undefined while they cannot. */
  get outlet(): PacketOutlet | undefined {
    return this.#up ? this.peer : undefined;
  }

  /** To be called when both sides have both descriptions. */
  connect(): void {
    this.peer.connect();
    this.#timer = setTimeout(() => this.#lose(`was not connected within ${connectWithinMs / 1000} s`), connectWithinMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#up = false;
    this.peer.close();
    this.#settle(new LoadError('ABORTED', `The ${this.name} connection was closed while it was being set up.`));
  }

  #onState(state: PeerState): void {
    if (state === 'connecting') return;
    clearTimeout(this.#timer);
    this.#up = state === 'connected';
    if (this.#up) this.#settle();
    else if (state === 'disconnected')
      this.#timer = setTimeout(() => this.#lose(`was interrupted for ${interruptionMs / 1000} s`), interruptionMs);
    else this.#lose(`was ${state}`);
  }

  #lose(how: string): void {
    const reason = `the ${this.name} connection ${how}`;
    const cure = "check that the media server's UDP ports can be reached";
    this.#settle(new LoadError('CONNECTION_LOST', `Media cannot flow: ${reason}; ${cure}.`));
    this.context.onLost(reason);
  }
}
