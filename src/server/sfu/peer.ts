import { setTimeout as sleep } from 'node:timers/promises';
import { Audio, PeerConnection, type Track, Video } from 'node-datachannel';
import { LoadError, type LoadErrorCode, messageOf } from '../../model/errors.js';
import { takeCandidates } from '../../wire/sdp.js';
import type { MediaKind } from './media-kind.js';
import type { MediaPort } from './media-port.js';

/** Longest time to gather the server's own candidates, in ms. */
const gatheringTimeoutMs = 5000;
const pollMs = 2;

/**
 * How long after its answer the server starts to check the client's candidates, in ms. Were it sooner, the server would be
 * connected before the client has the answer: its first DTLS message would be lost (the next follows a second later), or
 * the handshake would overtake the client's own processing of the answer and fail.
 */
const candidateDelayMs = 300;

/** Opus as it is offered and answered; the library's default would ask publishers for stereo. */
const opusParameters = 'minptime=10;useinbandfec=1';

export interface PeerTrackOptions {
  readonly kind: MediaKind;
  readonly mid: string;
  readonly payloadType: number;
  /** Present on a sending track. */
  readonly source?: { readonly ssrc: number; readonly cname: string; readonly streamId: string };
}

export interface PeerOptions {
  /** For messages. */
  readonly name: string;
  readonly port: MediaPort;
  /** Code of the errors that negotiation ends with. */
  readonly errorCode: LoadErrorCode;
  /** Tracks can send from now on. */
  readonly onOpen?: () => void;
  /** The connection is lost; it does not come back. */
  readonly onLost?: () => void;
}

/** One PeerConnection of the server: negotiates with all candidates inside, and buffers candidates that come too early. */
export class Peer {
  readonly #connection: PeerConnection;
  readonly #options: PeerOptions;
  readonly #tracks: Track[] = [];
  readonly #earlyCandidates: { candidate: string; mid: string }[] = [];
  #takesCandidates = false;
  #candidateTimer: NodeJS.Timeout | undefined;
  #openTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: PeerOptions) {
    this.#options = options;
    const { address, port } = options.port;
    this.#connection = new PeerConnection(options.name, {
      iceServers: [],
      bindAddress: address,
      enableIceUdpMux: true,
      portRangeBegin: port,
      portRangeEnd: port,
      disableAutoNegotiation: true,
    });
    // The only listener on the connection: every wake-up of the event loop walks over all listeners of the process. One
    // there must be, or the native library never lets go of the connection and the process could not end.
    this.#connection.onStateChange((state) => this.#onState(state));
  }

  /** Add tracks before {@link answer} or {@link offer}. */
  addTrack(options: PeerTrackOptions): Track {
    const direction = options.source ? 'SendOnly' : 'RecvOnly';
    const media = options.kind === 'video' ? new Video(options.mid, direction) : new Audio(options.mid, direction);
    if (media instanceof Video) media.addVP8Codec(options.payloadType);
    else media.addOpusCodec(options.payloadType, opusParameters);
    if (options.source) {
      const { ssrc, cname, streamId } = options.source;
      media.addSSRC(ssrc, cname, streamId, `${streamId}-${options.kind}`);
    }
    const track = this.#connection.addTrack(media);
    // Without a listener the native library crashes when it cleans up a track that was collected.
    track.onClosed(() => {});
    this.#tracks.push(track);
    return track;
  }

  /** @throws LoadError if the offer cannot be used or the peer is closed meanwhile. */
  async answer(offer: string): Promise<string> {
    const { sdp, candidates } = takeCandidates(offer);
    this.#earlyCandidates.push(...candidates);
    const answer = await this.#negotiate(() => {
      this.#connection.setRemoteDescription(sdp, 'offer');
      this.#connection.setLocalDescription('answer');
    });
    this.#candidateTimer = setTimeout(() => this.#takeCandidates(), candidateDelayMs);
    return answer;
  }

  /** @throws LoadError if the peer is closed meanwhile. */
  async offer(): Promise<string> {
    return this.#negotiate(() => this.#connection.setLocalDescription('offer'));
  }

  /** @throws LoadError if the answer cannot be used. */
  accept(answer: string): void {
    try {
      this.#connection.setRemoteDescription(answer, 'answer');
      this.#takeCandidates();
    } catch (thrown) {
      throw this.#error(`did not accept its answer: ${messageOf(thrown)}`, thrown);
    }
  }

  /** @throws LoadError if the candidate cannot be read. */
  addCandidate(candidate: string, mid: string): void {
    if (this.#isClosed) return;
    if (!this.#takesCandidates) {
      this.#earlyCandidates.push({ candidate, mid });
      return;
    }
    try {
      this.#connection.addRemoteCandidate(candidate, mid);
    } catch (thrown) {
      throw this.#error(`did not accept a candidate: ${messageOf(thrown)}`, thrown);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // A track that is only closed from below keeps its listeners, and with them the process.
    for (const track of this.#tracks) track.close();
    this.#connection.close();
    clearTimeout(this.#candidateTimer);
    clearTimeout(this.#openTimer);
  }

  async #negotiate(start: () => void): Promise<string> {
    try {
      start();
    } catch (thrown) {
      throw this.#error(`did not accept the offer: ${messageOf(thrown)}`, thrown);
    }
    const deadline = performance.now() + gatheringTimeoutMs;
    while (!this.#isClosed && this.#connection.gatheringState() !== 'complete') {
      if (performance.now() > deadline) throw this.#error(`gathered no candidates within ${gatheringTimeoutMs} ms`);
      await sleep(pollMs);
    }
    const description = this.#isClosed ? null : this.#connection.localDescription();
    if (!description) throw this.#error('was closed while it negotiated');
    return description.sdp;
  }

  #onState(state: string): void {
    if (this.#isClosed) return;
    if (state === 'connected') this.#openTracks();
    else if (state === 'failed' || state === 'disconnected' || state === 'closed') this.#options.onLost?.();
  }

  /** The library opens the tracks just after it says that it is connected. */
  #openTracks(): void {
    if (this.#isClosed) return;
    if (this.#tracks.every((track) => track.isOpen())) this.#options.onOpen?.();
    else this.#openTimer = setTimeout(() => this.#openTracks(), pollMs);
  }

  #takeCandidates(): void {
    this.#takesCandidates = true;
    for (const { candidate, mid } of this.#earlyCandidates.splice(0)) this.#addEarlyCandidate(candidate, mid);
  }

  #addEarlyCandidate(candidate: string, mid: string): void {
    try {
      this.#connection.addRemoteCandidate(candidate, mid);
    } catch {
      // One path less to try. Its sender had its reply long ago, and the others may do.
    }
  }

  #error(what: string, cause?: unknown): LoadError {
    const message = `The server's peer for ${this.#options.name} ${what}.`;
    return new LoadError(this.#options.errorCode, message, cause === undefined ? undefined : { cause });
  }
}
