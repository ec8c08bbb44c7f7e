import type { IceServer } from 'node-datachannel';
import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel';
import { LoadError, messageOf } from '../../../model/errors.js';

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

/** One WebRTC connection, with the order of calls that node-datachannel needs. */
export class Peer {
  readonly #connection: PeerConnection;
  readonly #tracks: Track[] = [];
  /** Remote candidates that came before the remote description; undefined once that is set. */
  #earlyCandidates: [candidate: string, mid: string][] | undefined = [];
  #description: { resolve(sdp: string): void; reject(error: LoadError): void } | undefined;
  #state: PeerState = 'connecting';
  #closed = false;

  constructor(name: string, options: PeerOptions, listener: PeerListener) {
    this.#connection = new nodeDataChannel.PeerConnection(name, {
      iceServers: [...options.iceServers],
      disableAutoNegotiation: true,
      ...(options.bindAddress !== undefined && { bindAddress: options.bindAddress }),
    });
    this.#connection.onLocalDescription((sdp) => this.#description?.resolve(sdp));
    this.#connection.onLocalCandidate((candidate, mid) => {
      if (!this.#closed) listener.onCandidate(candidate, mid);
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
    this.#setRemoteDescription(offer, 'offer');
    return this.#localDescription('answer');
  }

  /** @throws LoadError `CONNECTION_LOST` if it is not a description that fits the offer. */
  acceptAnswer(answer: string): void {
    this.#setRemoteDescription(answer, 'answer');
  }

  addCandidate(candidate: string, mid: string): void {
    if (this.#closed) return;
    if (this.#earlyCandidates) this.#earlyCandidates.push([candidate, mid]);
    else this.#addCandidate(candidate, mid);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#description?.reject(new LoadError('ABORTED', 'The media connection was closed while it was being set up.'));
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
    const early = this.#earlyCandidates ?? [];
    this.#earlyCandidates = undefined;
    for (const [candidate, mid] of early) this.#addCandidate(candidate, mid);
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
