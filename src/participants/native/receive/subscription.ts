import { performance } from 'node:perf_hooks';
import type { InboundSample } from '../../../model/samples.js';
import { parseRtcp } from '../../../wire/rtcp/compound.js';
import { isRtcp, readPayloadType } from '../../../wire/rtp.js';
import { offeredMedia, type PeerMedia } from '../peer/media-lines.js';
import { Peer, type PeerListener, type PeerOptions } from '../peer/peer.js';
import { PeerLink } from '../peer/peer-link.js';
import type { RemoteStream } from '../signalling/remote-publishers.js';
import type { SignallingClient } from '../signalling/signalling-client.js';
import type { SeededRandom } from '../timing/random.js';
import { repairTicks, secondTicks, type TickWheel } from '../timing/tick-wheel.js';
import { InboundAudio } from './inbound-audio.js';
import { InboundVideo } from './inbound-video.js';
import { ReceiverFeedback } from './receiver-feedback.js';

/** What a subscription needs of its participant. */
export interface SubscriptionContext {
  readonly signalling: SignallingClient;
  readonly connectionId: string;
  /** The server makes the offers (mediasoup), not the client (Kurento). */
  readonly serverOffers: boolean;
  readonly peerOptions: PeerOptions;
  readonly wheel: TickWheel;
  readonly random: SeededRandom;
  roundTripMs(): number | undefined;
  onSample(sample: InboundSample): void;
  /** The first media of a kind came this long after the subscription was requested. */
  onFirstFrame(from: number, kind: 'audio' | 'video', afterMs: number): void;
  onReconnecting(): void;
  onReconnected(): void;
}

/** One stream that a participant receives. */
export class Subscription {
  readonly #link: PeerLink;
  readonly #streams: { readonly audio?: InboundAudio; readonly video?: InboundVideo };
  readonly #feedback: ReceiverFeedback;
  readonly #requestedAt = performance.now();
  #stopJobs: (() => void)[] = [];
  #payloadTypes = { audio: -1, video: -1 };
  #up = false;
  /** The server knows the subscription: another peer takes it over. */
  #accepted = false;

  constructor(
    private readonly context: SubscriptionContext,
    readonly stream: RemoteStream,
  ) {
    this.#streams = this.#inboundStreams();
    const ssrc = 1 + context.random.below(2 ** 32 - 1);
    const { audio, video } = this.#streams;
    const received = { audio: audio ? [audio] : [], video: video ? [video] : [] };
    this.#feedback = new ReceiverFeedback(received, ssrc, context.connectionId, context.roundTripMs);
    this.#link = new PeerLink({
      createPeer: (listener) => this.#createPeer(listener),
      negotiate: (peer) => (context.serverOffers ? this.#answer(peer) : this.#offer(peer)),
      sendCandidate: (candidate, mid) => this.#sendCandidate(candidate, mid),
      onPacket: (packet) => this.#onPacket(packet),
      onUp: () => {
        this.#up = true;
      },
      onDown: () => {
        this.#up = false;
      },
      onReconnecting: () => context.onReconnecting(),
      onReconnected: () => context.onReconnected(),
    });
  }

  /** Resolves when media may flow. Rejects with an RpcError if the server refused, else with a LoadError. */
  async open(): Promise<void> {
    this.#startJobs();
    await this.#link.open();
  }

  addCandidate(candidate: string): void {
    this.#link.addCandidate(candidate);
  }

  /** The state of its connection as a phrase. */
  describe(): string {
    return this.#link.describe();
  }

  /** Replaces the connection if it is not up. */
  recheck(): void {
    this.#link.recheck();
  }

  close(): void {
    for (const stop of this.#stopJobs.splice(0)) stop();
    this.#link.close();
  }

  #inboundStreams() {
    const { from, hasAudio, hasVideo } = this.stream;
    const onFirst = (kind: 'audio' | 'video') => () =>
      this.context.onFirstFrame(from, kind, performance.now() - this.#requestedAt);
    return {
      ...(hasAudio && { audio: new InboundAudio(from, onFirst('audio')) }),
      ...(hasVideo && { video: new InboundVideo(from, this.#requestedAt, onFirst('video')) }),
    };
  }

  #createPeer(listener: PeerListener): Peer {
    const name = `subscriber ${this.context.connectionId} of ${this.stream.connectionId}`;
    return new Peer(name, this.context.peerOptions, listener);
  }

  async #offer(peer: Peer): Promise<void> {
    const { signalling } = this.context;
    const { streamId } = this.stream;
    const { audio, video } = this.#streams;
    const media = offeredMedia({ ...(audio && { audio: null }), ...(video && { video: null }) });
    this.#expect(media);
    const sdpOffer = peer.offer(media);
    const { sdpAnswer } = this.#accepted
      ? await signalling.request('reconnectStream', { stream: streamId, sdpOffer, forciblyReconnect: false })
      : await signalling.request('receiveVideoFrom', { sender: streamId, sdpOffer });
    this.#accepted = true;
    peer.acceptAnswer(sdpAnswer ?? '');
  }

  async #answer(peer: Peer): Promise<void> {
    const { signalling } = this.context;
    const { streamId } = this.stream;
    const prepared = await signalling.request('prepareReceiveVideoFrom', {
      sender: streamId,
      reconnect: this.#accepted,
    });
    const { sdp: sdpAnswer, media } = peer.answer(prepared.sdpOffer);
    this.#expect(media);
    if (this.#accepted)
      await signalling.request('reconnectStream', { stream: streamId, sdpString: sdpAnswer, forciblyReconnect: false });
    else await signalling.request('receiveVideoFrom', { sender: streamId, sdpAnswer });
    this.#accepted = true;
  }

  #expect(media: readonly PeerMedia[]): void {
    for (const { kind, payloadType } of media) this.#payloadTypes[kind] = payloadType;
  }

  #onPacket(packet: Buffer): void {
    const now = performance.now();
    if (isRtcp(packet)) {
      this.#feedback.onRtcp(parseRtcp(packet) ?? [], now);
      return;
    }
    const payloadType = readPayloadType(packet);
    if (payloadType === this.#payloadTypes.video) this.#streams.video?.onRtp(packet, now);
    else if (payloadType === this.#payloadTypes.audio) this.#streams.audio?.onRtp(packet, now);
  }

  #sendCandidate(candidate: string, mid: string): void {
    const { connectionId } = this.stream;
    this.context.signalling.sendCandidate({
      endpointName: connectionId,
      candidate,
      sdpMid: mid,
      sdpMLineIndex: Number(mid),
    });
  }

  #startJobs(): void {
    const { wheel, random } = this.context;
    if (this.#streams.video)
      this.#stopJobs.push(
        wheel.add(repairTicks, random.below(repairTicks), (_late, now) => {
          if (this.#up) this.#feedback.repair(this.#link, now);
        }),
      );
    this.#stopJobs.push(wheel.add(secondTicks, random.below(secondTicks), (_late, now) => this.#everySecond(now)));
  }

  #everySecond(now: number): void {
    if (this.#up) this.#feedback.report(this.#link, now);
    const { audio, video } = this.#streams;
    const roundTripMs = this.context.roundTripMs();
    if (audio) this.context.onSample(audio.sample(now, roundTripMs));
    if (video) this.context.onSample(video.sample(now, roundTripMs));
  }
}
