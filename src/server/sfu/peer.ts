import { setTimeout as sleep } from 'node:timers/promises';
import { PeerConnection, type Track } from 'node-datachannel';
import { LoadError, type LoadErrorCode, messageOf } from '../../model/errors.js';
import { formatSdp, parseSdp, type Sdp, takeCandidates } from '../../wire/sdp.js';
import { carrierOnly } from '../../wire/sdp-bundle.js';
import { describeMedia, describeToClient, orderOf, type PeerMedia } from './bundle.js';
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

export interface PeerOptions {
  /** For messages. */
  readonly name: string;
  readonly port: MediaPort;
  /** Code of the errors that negotiation ends with. */
  readonly errorCode: LoadErrorCode;
  /** Whatever arrives, RTP and RTCP of all media. */
  readonly onMessage: (bytes: Buffer) => void;
  /** Everything can be sent from now on. */
  readonly onOpen?: () => void;
  /** The connection is lost; it does not come back. */
  readonly onLost?: () => void;
}

/** One PeerConnection of the server: negotiates with all candidates inside, and buffers candidates that come too early. */
export class Peer {
  readonly #connection: PeerConnection;
  readonly #options: PeerOptions;
  #carrier: { readonly track: Track; readonly mid: string } | undefined;
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

  /**
   * @param offer Reduced to what the server supports.
   * @param media The m-lines that it takes, at least one; the others are rejected.
   * @throws LoadError if the offer cannot be used or the peer is closed meanwhile.
   */
  async answer(offer: Sdp, media: readonly PeerMedia[]): Promise<string> {
    const mid = this.#addCarrier(media[0]!);
    const { sdp, candidates } = takeCandidates(formatSdp(offer));
    this.#earlyCandidates.push(...candidates);
    const answer = await this.#negotiate(() => {
      this.#connection.setRemoteDescription(formatSdp(carrierOnly(parseSdp(sdp)!, mid)), 'offer');
      this.#connection.setLocalDescription('answer');
    });
    this.#candidateTimer = setTimeout(() => this.#takeCandidates(), candidateDelayMs);
    return formatSdp(describeToClient(answer, media, offer.media));
  }

  /** @param media At least one. @throws LoadError if the peer is closed meanwhile. */
  async offer(media: readonly PeerMedia[]): Promise<string> {
    this.#addCarrier(media[0]!);
    const offer = await this.#negotiate(() => this.#connection.setLocalDescription('offer'));
    return formatSdp(describeToClient(offer, media, orderOf(media)));
  }

  /** @throws LoadError if the answer cannot be used. */
  accept(answer: string): void {
    const sdp = parseSdp(answer);
    if (!sdp || !this.#carrier) throw this.#error('did not accept its answer: it is not SDP');
    try {
      this.#connection.setRemoteDescription(formatSdp(carrierOnly(sdp, this.#carrier.mid)), 'answer');
      this.#takeCandidates();
    } catch (thrown) {
      throw this.#error(`did not accept its answer: ${messageOf(thrown)}`, thrown);
    }
  }

  /** Hands RTP or RTCP to the native library, which copies it before this returns. False if it was not sent. */
  send(bytes: Buffer): boolean {
    try {
      return this.#carrier?.track.sendMessageBinary(bytes) ?? false;
    } catch {
      // The transport closed, and its event has not reached this thread yet: as good as a packet lost on the way.
      return false;
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
    this.#carrier?.track.close();
    this.#connection.close();
    clearTimeout(this.#candidateTimer);
    clearTimeout(this.#openTimer);
  }

  #addCarrier(media: PeerMedia): string {
    const track = this.#connection.addTrack(describeMedia(media));
    // Without a listener the native library crashes when it cleans up a track that was collected.
    track.onClosed(() => {});
    track.onMessage(this.#options.onMessage);
    this.#carrier = { track, mid: media.mid };
    return media.mid;
  }

  async #negotiate(start: () => void): Promise<Sdp> {
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
    const sdp = description ? parseSdp(description.sdp) : undefined;
    if (!sdp) throw this.#error('was closed while it negotiated');
    return sdp;
  }

  #onState(state: string): void {
    if (this.#isClosed) return;
    if (state === 'connected') this.#awaitOpen();
    else if (state === 'failed' || state === 'disconnected' || state === 'closed') this.#options.onLost?.();
  }

  /** The library opens the track just after it says that it is connected. */
  #awaitOpen(): void {
    if (this.#isClosed) return;
    if (this.#carrier?.track.isOpen()) this.#options.onOpen?.();
    else this.#openTimer = setTimeout(() => this.#awaitOpen(), pollMs);
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
