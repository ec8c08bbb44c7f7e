import { performance } from 'node:perf_hooks';
import type { OutboundSample } from '../../../model/samples.js';
import type { Voice } from '../../../model/scenario.js';
import { parseRtcp } from '../../../wire/rtcp/compound.js';
import { isRtcp } from '../../../wire/rtp.js';
import { offeredMedia } from '../peer/media-lines.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import { Peer, type PeerListener, type PeerOptions } from '../peer/peer.js';
import { PeerLink } from '../peer/peer-link.js';
import { RpcError } from '../signalling/rpc-error.js';
import type { SignallingClient } from '../signalling/signalling-client.js';
import type { SeededRandom } from '../timing/random.js';
import { audioPacketTicks, frameTicks, secondTicks, type TickWheel } from '../timing/tick-wheel.js';
import type { AudioSender } from './audio-sender.js';
import type { RtpSender } from './rtp-sender.js';
import { SenderFeedback } from './sender-feedback.js';
import type { VideoSender } from './video-sender.js';

/** What a publisher needs of its participant. */
export interface PublisherContext {
  readonly signalling: SignallingClient;
  readonly connectionId: string;
  readonly peerOptions: PeerOptions;
  readonly wheel: TickWheel;
  readonly random: SeededRandom;
  onSample(sample: OutboundSample): void;
  onReconnecting(): void;
  onReconnected(): void;
}

/** At least one of them. */
export interface PublishedMedia {
  readonly audio?: AudioSender;
  readonly video?: VideoSender;
}

/** The stream that a participant publishes. */
export class Publisher {
  readonly #link: PeerLink;
  readonly #senders: readonly RtpSender[];
  readonly #feedback: readonly SenderFeedback[];
  /** Empty until the server has accepted the stream. */
  #streamId = '';
  #stopJobs: (() => void)[] = [];

  constructor(
    private readonly context: PublisherContext,
    private readonly media: PublishedMedia,
  ) {
    this.#senders = [media.audio, media.video].filter((sender) => sender !== undefined);
    this.#feedback = this.#senders.map((sender) => new SenderFeedback(sender));
    this.#link = new PeerLink({
      createPeer: (listener) => this.#createPeer(listener),
      negotiate: (peer) => this.#negotiate(peer),
      sendCandidate: (candidate, mid) => this.#sendCandidate(candidate, mid),
      onPacket: (packet) => this.#onPacket(packet),
      onUp: () => this.#use(this.#link),
      onDown: () => this.#use(undefined),
      onReconnecting: () => context.onReconnecting(),
      onReconnected: () => context.onReconnected(),
    });
  }

  /** Resolves when media may flow. Rejects with an RpcError if the server refused, else with a LoadError. */
  async publish(): Promise<void> {
    this.#startJobs();
    await this.#link.open();
  }

  addCandidate(candidate: string): void {
    this.#link.addCandidate(candidate);
  }

  /** Replaces the connection if it is not up. */
  recheck(): void {
    this.#link.recheck();
  }

  /** Mutes or not, as a user does: everyone is told. */
  setVoice(voice: Voice): void {
    const { audio } = this.media;
    if (!audio || audio.voice === voice) return;
    const isNews = (audio.voice === 'muted') !== (voice === 'muted');
    audio.voice = voice;
    if (isNews) this.#tellAudio(voice !== 'muted');
  }

  close(): void {
    for (const stop of this.#stopJobs.splice(0)) stop();
    this.#link.close();
  }

  #tellAudio(active: boolean): void {
    if (this.#streamId === '') return;
    const change = { property: 'audioActive', newValue: active, reason: 'publishAudio' } as const;
    this.context.signalling
      .request('streamPropertyChanged', { streamId: this.#streamId, ...change })
      .catch((thrown) => {
        // Without signalling nobody can be told, and whoever lost it says so elsewhere.
        if (!(thrown instanceof RpcError)) throw thrown;
      });
  }

  #createPeer(listener: PeerListener): Peer {
    return new Peer(`publisher ${this.context.connectionId}`, this.context.peerOptions, listener);
  }

  async #negotiate(peer: Peer): Promise<void> {
    const { signalling } = this.context;
    const { audio, video } = this.media;
    const sdpOffer = peer.offer(
      offeredMedia({
        ...(audio && { audio: this.#sourceOf(audio) }),
        ...(video && { video: this.#sourceOf(video) }),
      }),
    );
    if (this.#streamId !== '') {
      const { sdpAnswer } = await signalling.request('reconnectStream', {
        stream: this.#streamId,
        sdpString: sdpOffer,
      });
      peer.acceptAnswer(sdpAnswer ?? '');
      return;
    }
    const { id, sdpAnswer } = await signalling.request('publishVideo', {
      sdpOffer,
      doLoopback: false,
      ...this.#properties(),
    });
    this.#streamId = id;
    peer.acceptAnswer(sdpAnswer);
  }

  #properties() {
    const { audio, video } = this.media;
    const clip = video?.clip;
    return {
      hasAudio: audio !== undefined,
      hasVideo: clip !== undefined,
      ...(audio && { audioActive: audio.voice !== 'muted' }),
      ...(clip && {
        videoActive: true,
        typeOfVideo: 'CAMERA' as const,
        frameRate: clip.framesPerSecond,
        videoDimensions: JSON.stringify({ width: clip.width, height: clip.height }),
      }),
    };
  }

  #onPacket(packet: Buffer): void {
    if (!isRtcp(packet)) return;
    const packets = parseRtcp(packet) ?? [];
    const now = performance.now();
    for (const feedback of this.#feedback) feedback.onRtcp(packets, now);
  }

  #sourceOf(sender: RtpSender) {
    return { ssrc: sender.ssrc, cname: this.context.connectionId, streamId: this.context.connectionId };
  }

  #sendCandidate(candidate: string, mid: string): void {
    const { signalling, connectionId } = this.context;
    signalling.sendCandidate({
      endpointName: connectionId,
      candidate,
      sdpMid: mid,
      sdpMLineIndex: Number(mid),
    });
  }

  #use(outlet: PacketOutlet | undefined): void {
    for (const sender of this.#senders) sender.use(outlet);
  }

  #startJobs(): void {
    const { wheel, random } = this.context;
    const { audio, video } = this.media;
    if (audio)
      this.#stopJobs.push(
        wheel.add(audioPacketTicks, random.below(audioPacketTicks), (late, now) => audio.onTick(late, now)),
      );
    if (video)
      this.#stopJobs.push(wheel.add(frameTicks, random.below(frameTicks), (late, now) => video.onTick(late, now)));
    this.#stopJobs.push(wheel.add(secondTicks, random.below(secondTicks), (_late, now) => this.#everySecond(now)));
  }

  #everySecond(now: number): void {
    for (const sender of this.#senders) {
      sender.sendReport(this.context.connectionId, now);
      this.context.onSample(sender.sample(now));
    }
  }
}
