import type { IceServer } from 'node-datachannel';
import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel';
import { LoadError, messageOf } from '../../../model/errors.js';
import { candidatesOf, parseSdp } from '../../../wire/sdp.js';
import { Gate } from './gate.js';

type Candidate = readonly [candidate: string, mid: string];

export interface PeerOptions {
  readonly iceServers: readonly IceServer[];
  /** Local address to use for media; absent: all. */
  readonly bindAddress?: string;
}

export type PeerState = 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export interface PeerListener {
  /** A local candidate to send to the other side. */
  onCandidate(candidate: string, mid: string): void;
  onState(state: PeerState): void;
}

const headStartMs = 100;

/** One WebRTC connection, with the order of calls that node-datachannel needs. */
export class Peer {
  readonly #connection: PeerConnection;
  readonly #tracks: Track[] = [];
  /** Candidates wait until {@link connect} lets them through. */
  readonly #localCandidates: Gate<Candidate>;
  readonly #remoteCandidates: Gate<Candidate>;
  #answers = false;
  #headStart: NodeJS.Timeout | undefined;
  #description: { resolve(sdp: string): void; reject(error: LoadError): void } | undefined;
  #state: PeerState = 'connecting';
  #closed = false;

  constructor(name: string, options: PeerOptions, listener: PeerListener) {
    this.#localCandidates = new Gate<Candidate>(([candidate, mid]) => listener.onCandidate(candidate, mid));
    this.#remoteCandidates = new Gate<Candidate>(([candidate, mid]) => this.#addCandidate(candidate, mid));
    this.#connection = new nodeDataChannel.PeerConnection(name, {
      iceServers: [...options.iceServers],
      disableAutoNegotiation: true,
      ...(options.bindAddress !== undefined && { bindAddress: options.bindAddress }),
    });
    this.#connection.onLocalDescription((sdp) => this.#description?.resolve(sdp));
    this.#connection.onLocalCandidate((candidate, mid) => {
      this.#localCandidates.pass([candidate, mid]);
    });
    this.#connection.onStateChange((state) => {
      if (this.#closed) return;
      this.#state = state as PeerState;
      listener.onState(this.#state);
    });
  }

  get state(): PeerState {
    return this.#closed ? 'closed' : this.#state;
  }

  addTrack(media: Parameters<PeerConnection['addTrack']>[0]): Track {
    return this.#keep(this.#connection.addTrack(media));
  }

  /** Makes the offer; candidates follow. */
  offer(): Promise<string> {
    return this.#localDescription('offer');
  }

  /** Takes the other side's offer and makes the answer. @param onTrack told of each medium offered. */
  answer(offer: string, onTrack: (track: Track) => void): Promise<string> {
    this.#connection.onTrack((track) => onTrack(this.#keep(track)));
    const sdp = parseSdp(offer);
    for (const { candidate, mid } of sdp ? candidatesOf(sdp) : []) this.addCandidate(candidate, mid);
    this.#setRemoteDescription(offer.replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, ''), 'offer');
    // An ICE-lite agent never checks, and is ready at once: nothing to wait for.
    this.#answers = !sdp?.session.includes('a=ice-lite');
    return this.#localDescription('answer');
  }

  /** @throws LoadError `CONNECTION_LOST` if it is not a description that fits the offer. */
  acceptAnswer(answer: string): void {
    this.#setRemoteDescription(answer, 'answer');
  }

  addCandidate(candidate: string, mid: string): void {
    this.#remoteCandidates.pass([candidate, mid]);
  }

  /**
   * Starts to connect. To be called when both sides have both descriptions. Whoever answered opens DTLS, and if the other
   * side's ICE is not up by then the first record is lost, which libdatachannel repeats only a second later. So the side
   * that offered gets a head start: it has the other's candidates earlier than the other has its own.
   */
  connect(): void {
    const [first, second] = this.#answers
      ? [this.#localCandidates, this.#remoteCandidates]
      : [this.#remoteCandidates, this.#localCandidates];
    first.open();
    this.#headStart = setTimeout(() => second.open(), headStartMs);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#headStart);
    this.#localCandidates.close();
    this.#remoteCandidates.close();
    this.#description?.reject(new LoadError('ABORTED', 'The media connection was closed while it was being set up.'));
    // A track that is not closed itself keeps its callbacks, and with them the process, alive.
    for (const track of this.#tracks) track.close();
    this.#connection.close();
  }

  #localDescription(type: 'offer' | 'answer'): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#description = { resolve, reject };
      this.#connection.setLocalDescription(type);
    });
  }

  #setRemoteDescription(sdp: string, type: 'offer' | 'answer'): void {
    try {
      this.#connection.setRemoteDescription(sdp, type);
    } catch (thrown) {
      throw new LoadError(
        'CONNECTION_LOST',
        `The server's ${type} cannot be used (${messageOf(thrown)}); expected SDP with VP8 and Opus.`,
        { cause: thrown },
      );
    }
  }

  #addCandidate(candidate: string, mid: string): void {
    try {
      this.#connection.addRemoteCandidate(candidate, mid);
    } catch {
      // One candidate of several in a form that the ICE agent does not know: the others decide whether it connects.
    }
  }

  #keep(track: Track): Track {
    // A track is closed when its object is collected, and cleaned up only if somebody listens for its closing.
    this.#tracks.push(track);
    track.onClosed(() => undefined);
    return track;
  }
}
