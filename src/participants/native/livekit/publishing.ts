import { performance } from 'node:perf_hooks';
import {
  AddTrackRequest,
  SessionDescription,
  SignalTarget,
  type SubscribedQualityUpdate,
  TrackSource,
  TrackType,
  VideoLayer,
  VideoQuality,
} from '@livekit/protocol';
import { LoadError } from '../../../model/errors.js';
import { trackNameOf } from '../../../model/track-name.js';
import { parseRtcp } from '../../../wire/rtcp/compound.js';
import { isRtcp } from '../../../wire/rtp.js';
import { offeredMedia } from '../peer/media-lines.js';
import type { PublishedMedia } from '../send/publisher.js';
import type { RtpSender } from '../send/rtp-sender.js';
import { SenderFeedback } from '../send/sender-feedback.js';
import type { RequestMessage } from './signal-socket.js';
import { Transport, type TransportListener } from './transport.js';

type Kind = 'audio' | 'video';

/** What publishing needs of its session. */
export interface PublishingContext {
  readonly participant: number;
  readonly transport: ConstructorParameters<typeof Transport>[1];
  send(message: RequestMessage): void;
  readonly listener: Omit<TransportListener, 'onPacket'>;
}

/** How long the server may take to answer, in ms. */
const answerWithinMs = 10_000;

/** The tracks that a participant publishes in one session. */
export class Publishing {
  readonly #transport: Transport;
  readonly #senders: ReadonlyMap<Kind, RtpSender>;
  readonly #feedback: readonly SenderFeedback[];
  readonly #sids = new Map<string, Kind>();
  /** Kinds that nobody subscribes to: the server wants none of it. */
  readonly #unwanted = new Set<Kind>();
  #onAccepted: (() => void) | undefined;
  #onAnswer: ((sdp: string) => void) | undefined;

  constructor(
    private readonly context: PublishingContext,
    private readonly media: PublishedMedia,
  ) {
    const { audio, video } = media;
    this.#senders = new Map<Kind, RtpSender>([
      ...(audio ? [['audio', audio] as const] : []),
      ...(video ? [['video', video] as const] : []),
    ]);
    this.#feedback = [...this.#senders.values()].map((sender) => new SenderFeedback(sender));
    this.#transport = new Transport(SignalTarget.PUBLISHER, context.transport, {
      ...context.listener,
      onPacket: (packet) => this.#onPacket(packet),
    });
  }

  /** Resolves when media may flow. @throws LoadError `PUBLISH_FAILED`, `CONNECTION_LOST` */
  async publish(): Promise<void> {
    const accepted = new Promise<void>((resolve) => {
      this.#onAccepted = resolve;
    });
    for (const kind of this.#senders.keys()) this.context.send({ case: 'addTrack', value: this.#request(kind) });
    await inTime(accepted, 'did not accept the tracks');
    const answered = new Promise<string>((resolve) => {
      this.#onAnswer = resolve;
    });
    const sdp = this.#transport.peer.offer(
      offeredMedia(
        Object.fromEntries([...this.#senders].map(([kind, { ssrc }]) => [kind, this.#source(ssrc)])),
        this.media.video?.clip.codec,
      ),
    );
    this.context.send({ case: 'offer', value: new SessionDescription({ type: 'offer', sdp }) });
    this.#transport.peer.acceptAnswer(await inTime(answered, 'did not answer the offer'));
    this.#transport.connect();
    await this.#transport.connected;
    this.#useOutlets();
  }

  /** The server took a track. @param cid as it was asked for. */
  onTrackPublished(cid: string, sid: string): void {
    this.#sids.set(sid, cid as Kind);
    if (this.#sids.size === this.#senders.size) this.#onAccepted?.();
  }

  onAnswer(sdp: string): void {
    this.#onAnswer?.(sdp);
  }

  addCandidate(candidate: string): void {
    this.#transport.peer.addCandidate(candidate);
  }

  /** The server wants less, or again more: what nobody watches is not sent. */
  onSubscribedQuality({ trackSid, subscribedQualities, subscribedCodecs }: SubscribedQualityUpdate): void {
    const kind = this.#sids.get(trackSid);
    if (!kind) return;
    const wanted =
      subscribedCodecs.length > 0 ? subscribedCodecs.flatMap(({ qualities }) => qualities) : subscribedQualities;
    if (wanted.some(({ enabled }) => enabled)) this.#unwanted.delete(kind);
    else this.#unwanted.add(kind);
    if (this.#transport.up) this.#useOutlets();
  }

  close(): void {
    for (const sender of this.#senders.values()) sender.use(undefined);
    this.#transport.close();
  }

  #useOutlets(): void {
    for (const [kind, sender] of this.#senders) sender.use(this.#unwanted.has(kind) ? undefined : this.#transport.peer);
  }

  #onPacket(packet: Buffer): void {
    if (!isRtcp(packet)) return;
    const packets = parseRtcp(packet) ?? [];
    const now = performance.now();
    for (const feedback of this.#feedback) feedback.onRtcp(packets, now);
  }

  #source(ssrc: number) {
    const name = trackNameOf(this.context.participant);
    return { ssrc, cname: name, streamId: name };
  }

  /** The cid must be the track id of the offer, which is the kind of media. */
  #request(kind: Kind): AddTrackRequest {
    const name = trackNameOf(this.context.participant);
    if (kind === 'audio')
      return new AddTrackRequest({
        cid: kind,
        name,
        type: TrackType.AUDIO,
        source: TrackSource.MICROPHONE,
        disableRed: true,
        disableDtx: true,
      });
    const { width, height, bitsPerSecond } = this.media.video!.clip;
    const size = { width, height };
    const layer = new VideoLayer({ ...size, quality: VideoQuality.HIGH, bitrate: Math.round(bitsPerSecond) });
    return new AddTrackRequest({
      cid: kind,
      name,
      type: TrackType.VIDEO,
      source: TrackSource.CAMERA,
      ...size,
      layers: [layer],
    });
  }
}

async function inTime<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const sentence = `The server ${what} within ${answerWithinMs / 1000} s; look at its load and its log.`;
    timer = setTimeout(() => reject(new LoadError('PUBLISH_FAILED', sentence)), answerWithinMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
