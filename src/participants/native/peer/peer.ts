import { type IceServer, PeerConnection, type Track } from 'node-datachannel';
import { LoadError, messageOf } from '../../../model/errors.js';
import { formatSdp, midOf, parseSdp, type Sdp, type SdpMedia, takeCandidates } from '../../../wire/sdp.js';
import { answerFor, carrierOnly, offerOfCarrier, rejectedSection, withBundled } from '../../../wire/sdp-bundle.js';
import { keepVp8AndOpus } from '../../../wire/sdp-codecs.js';
import { payloadType } from '../clips/rtp-formats.js';
import type { AccessLine } from '../impairment/access-line.js';
import { type ChannelListener, DataChannels, type OfferedChannel } from './data-channels.js';
import { Gate } from './gate.js';
import { Gathering } from './gathering.js';
import {
  answeredSection,
  describeMedia,
  offeredChannelsSection,
  type PeerMedia,
  receivedMedia,
  sectionOf,
} from './media-lines.js';
import type { PacketOutlet } from './packet-outlet.js';

export interface PeerOptions {
  readonly iceServers: readonly IceServer[];
  /** Local address to use for media; absent: all. */
  readonly bindAddress?: string;
  /** What all packets pass, both ways. Absent: nothing ever happens to them. */
  readonly line?: AccessLine;
}

export type PeerState = 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export interface PeerListener {
  /** A local candidate to send to the other side. */
  onCandidate(candidate: string, mid: string): void;
  onState(state: PeerState): void;
  /** RTP or RTCP of any of the media. */
  onPacket(packet: Buffer): void;
  /** Absent: data channels are of no interest, and cost nothing here. */
  readonly channels?: ChannelListener;
}

/** What the library is told of where media come and go. */
const hiddenCarrier: PeerMedia = { kind: 'audio', mid: 'carrier', payloadType: payloadType.opus };
/** The same where one connection is for both directions: the library sends nothing by what is there to receive. */
const carrierOfBoth: PeerMedia = { ...hiddenCarrier, bothWays: true };
const headStartMs = 100;

/**
 * One WebRTC connection. Every wake-up of the event loop walks over all listeners that node-datachannel has in the process,
 * so there are only three: one track carries all media, and candidates are looked for instead of listened to. Data channels have
 * more, where somebody wants them.
 */
export class Peer implements PacketOutlet {
  readonly #connection: PeerConnection;
  /** Carries all media; absent where there are data channels only. */
  #carrier: Track | undefined;
  /** Of the first m-line, whose transport all share. */
  #mid = '0';
  readonly #channels: DataChannels | undefined;
  /** Candidates wait until {@link connect} lets them through. */
  readonly #localCandidates: Gate<string>;
  readonly #remoteCandidates: Gate<string>;
  readonly #knownRemote = new Set<string>();
  #answers = false;
  #isAnswered = false;
  #headStart: NodeJS.Timeout | undefined;
  readonly #gathering: Gathering;
  readonly #line: AccessLine | undefined;
  #state: PeerState = 'connecting';
  #closed = false;

  constructor(
    name: string,
    options: PeerOptions,
    private readonly listener: PeerListener,
  ) {
    this.#line = options.line;
    this.#localCandidates = new Gate<string>((candidate) => listener.onCandidate(candidate, this.#mid));
    this.#remoteCandidates = new Gate<string>((candidate) => this.#addRemoteCandidate(candidate));
    this.#connection = new PeerConnection(name, {
      iceServers: [...options.iceServers],
      disableAutoNegotiation: true,
      ...(options.bindAddress !== undefined && { bindAddress: options.bindAddress }),
    });
    this.#gathering = new Gathering(this.#connection, (candidate) => this.#localCandidates.pass(candidate));
    this.#channels = listener.channels && new DataChannels(this.#connection, listener.channels);
    this.#connection.onStateChange((state) => {
      if (this.#closed) return;
      this.#state = state as PeerState;
      listener.onState(this.#state);
    });
  }

  get state(): PeerState {
    return this.#closed ? 'closed' : this.#state;
  }

  /** Makes the offer; candidates follow. @param media at least one, or a channel. @param channels only where somebody listens. */
  offer(media: readonly PeerMedia[], channels: readonly OfferedChannel[] = []): string {
    if (media[0]) this.#addCarrier(media[0]);
    for (const channel of channels) this.#channels?.open(channel);
    this.#connection.setLocalDescription('offer');
    const sections = media.map(sectionOf);
    return this.#describe(channels.length > 0 ? [...sections, offeredChannelsSection(media.length)] : sections);
  }

  /**
   * Takes what it can of the other side's offer and makes the answer.
   * @throws LoadError `CONNECTION_LOST` if there is neither Opus nor VP8 in it.
   */
  answer(offer: string): { sdp: string; media: PeerMedia[] } {
    const { sdp: text, candidates } = takeCandidates(offer);
    // The library echoes whatever else is offered, and would promise feedback that is never given.
    const sdp = parseSdp(keepVp8AndOpus(text) ?? '');
    const media = sdp?.media.map(receivedMedia).filter((taken) => taken !== undefined) ?? [];
    if (!sdp || media.length === 0) throw unusable('offer', 'it has neither');
    for (const { candidate } of candidates) this.addCandidate(candidate);
    this.#addCarrier(media[0]!);
    this.#setRemoteDescription(carrierOnly(sdp, media[0]!.mid), 'offer');
    this.#connection.setLocalDescription('answer');
    // An ICE-lite agent never checks, and is ready at once: nothing to wait for.
    this.#answers = !sdp.session.includes('a=ice-lite');
    const sections = sdp.media.map((offered) => {
      const taken = media.find(({ mid }) => mid === midOf(offered));
      return taken ? sectionOf(taken) : rejectedSection(offered);
    });
    return { sdp: this.#describe(sections), media };
  }

  /**
   * Takes what it can of an offer whose media come and go, and makes the answer. The library is told of one line that is
   * never offered, which carries all; later offers change nothing below, as long as they keep to the same transport.
   * @throws LoadError `CONNECTION_LOST` if it is no offer.
   */
  answerChanging(offer: string): string {
    const { sdp: text, candidates } = takeCandidates(offer);
    const sdp = parseSdp(keepVp8AndOpus(text, { h264: true }) ?? '');
    if (!sdp?.media[0]) throw unusable('offer', 'it has no media');
    for (const { candidate } of candidates) this.addCandidate(candidate);
    if (!this.#carrier) {
      this.#addCarrier(hiddenCarrier);
      this.#setRemoteDescription(offerOfCarrier(sdp, sectionOf(hiddenCarrier)), 'offer');
      this.#connection.setLocalDescription('answer');
      this.#answers = !sdp.session.includes('a=ice-lite');
    }
    return this.#describe(sdp.media.map(answeredSection));
  }

  /**
   * Makes an offer whose media come and go, as {@link answerChanging} answers one: the library is told of one line that nobody else sees.
   * @param sections all that are offered now @param channels taken with the first offer only
   */
  offerChanging(sections: readonly SdpMedia[], channels: readonly OfferedChannel[] = []): string {
    if (!this.#carrier) {
      this.#addCarrier(carrierOfBoth);
      for (const channel of channels) this.#channels?.open(channel);
      this.#connection.setLocalDescription('offer');
    }
    return this.#describe(sections);
  }

  /** Takes the answer to such an offer. True for the first. @throws LoadError `CONNECTION_LOST` if it is no answer. */
  acceptChanging(answer: string): boolean {
    const { sdp: text, candidates } = takeCandidates(answer);
    const sdp = parseSdp(text);
    const taken = sdp?.media.filter(({ port }) => port !== 0) ?? [];
    if (!sdp || taken.length === 0) throw unusable('answer', 'it takes no media');
    for (const { candidate } of candidates) this.addCandidate(candidate);
    if (this.#isAnswered) return false;
    this.#isAnswered = true;
    const seen = offerOfCarrier({ ...sdp, media: taken }, sectionOf(carrierOfBoth));
    this.#setRemoteDescription(answerFor(parseSdp(this.#localSdp())!, seen), 'answer');
    return true;
  }

  /** @throws LoadError `CONNECTION_LOST` if it is not a description that fits the offer. */
  acceptAnswer(answer: string): void {
    const { sdp: text, candidates } = takeCandidates(answer);
    const sdp = parseSdp(text);
    if (!sdp) throw unusable('answer', 'it is no SDP');
    for (const { candidate } of candidates) this.addCandidate(candidate);
    this.#setRemoteDescription(answerFor(parseSdp(this.#localSdp())!, sdp), 'answer');
  }

  /** Takes a candidate of the other side, whatever m-line it was sent for: all media share one transport. */
  addCandidate(candidate: string): void {
    if (this.#knownRemote.has(candidate)) return;
    this.#knownRemote.add(candidate);
    this.#remoteCandidates.pass(candidate);
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
    this.#gathering.start();
  }

  /** Hands one RTP or RTCP packet to the transport, which copies it. False if it was not taken. */
  send(packet: Buffer): boolean {
    if (!this.#line?.impaired) return this.#transmit(packet);
    if (!this.#carrier?.isOpen()) return false;
    this.#line.up(packet, this.#transmit);
    return true;
  }

  /** Sends by a data channel that was offered. False: it is not open. */
  sendMessage(label: string, message: Uint8Array): boolean {
    return this.#channels?.send(label, message) ?? false;
  }

  /** The state of the connection as a phrase: `connected, ICE completed, 127.0.0.1:5000 ↔ 127.0.0.1:40000`. */
  describe(): string {
    if (this.#closed) return 'closed';
    const { local, remote } = this.#connection.getSelectedCandidatePair() ?? {};
    const addresses = local && remote && `${local.address}:${local.port} ↔ ${remote.address}:${remote.port}`;
    return [this.#state, `ICE ${this.#connection.iceState()}`, addresses ?? 'no address found'].join(', ');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#headStart);
    this.#gathering.stop();
    this.#localCandidates.close();
    this.#remoteCandidates.close();
    // A track that is not closed itself keeps its listeners, and with them the process, alive.
    this.#carrier?.close();
    this.#channels?.close();
    this.#connection.close();
  }

  #addCarrier(media: PeerMedia): void {
    const track = this.#connection.addTrack(describeMedia(media));
    // A track is cleaned up only if somebody listens for its closing.
    track.onClosed(() => undefined);
    track.onMessage((packet) => {
      if (this.#line?.impaired) this.#line.down(packet, this.#receive);
      else this.#receive(packet);
    });
    this.#carrier = track;
    this.#mid = media.mid;
  }

  readonly #transmit = (packet: Buffer): boolean => {
    try {
      return this.#carrier?.sendMessageBinary(packet) ?? false;
    } catch {
      // A track whose transport has just closed throws until its state change reaches us: the packet is not sent.
      return false;
    }
  };

  readonly #receive = (packet: Buffer): void => {
    if (!this.#closed) this.listener.onPacket(packet);
  };

  #describe(sections: readonly SdpMedia[]): string {
    const { sdp } = takeCandidates(this.#localSdp());
    return formatSdp(withBundled(parseSdp(sdp)!, sections));
  }

  #localSdp(): string {
    return this.#connection.localDescription()!.sdp;
  }

  #setRemoteDescription(sdp: Sdp, type: 'offer' | 'answer'): void {
    try {
      this.#connection.setRemoteDescription(formatSdp(sdp), type);
    } catch (thrown) {
      throw unusable(type, messageOf(thrown), thrown);
    }
  }

  #addRemoteCandidate(candidate: string): void {
    try {
      this.#connection.addRemoteCandidate(candidate, this.#mid);
    } catch {
      // One candidate of several in a form that the ICE agent does not know: the others decide whether it connects.
    }
  }
}

function unusable(type: 'offer' | 'answer', why: string, cause?: unknown): LoadError {
  return new LoadError(
    'CONNECTION_LOST',
    `The server's ${type} cannot be used (${why}); expected SDP with VP8 or Opus.`,
    cause === undefined ? undefined : { cause },
  );
}
