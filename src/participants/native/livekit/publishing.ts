import { performance } from 'node:perf_hooks';
import {
  AddTrackRequest,
  MuteTrackRequest,
  SessionDescription,
  SignalTarget,
  type SubscribedQualityUpdate,
  TrackSource,
  TrackType,
  VideoLayer,
} from '@livekit/protocol';
import { LoadError } from '../../../model/errors.js';
import { trackNameOf } from '../../../model/track-name.js';
import { parseRtcp } from '../../../wire/rtcp/compound.js';
import { isRtcp } from '../../../wire/rtp.js';
import { offeredMedia } from '../peer/media-lines.js';
import type { RtpSender } from '../send/rtp-sender.js';
import { SenderFeedback } from '../send/sender-feedback.js';
import { formatSignalPacket, offeredChannels, reliableLabel } from './data-packets.js';
import type { LivekitMedia } from './livekit-media.js';
import type { RequestMessage } from './signal-socket.js';
import { withSimulcast } from './simulcast-offer.js';
import { Transport, type TransportListener } from './transport.js';

type Kind = 'audio' | 'video';

/** What publishing needs of its session. Data channels are opened where somebody listens to them. */
export interface PublishingContext {
  readonly participant: number;
  readonly transport: ConstructorParameters<typeof Transport>[1];
  send(message: RequestMessage): void;
  readonly listener: Omit<TransportListener, 'onPacket'>;
}

/** How long the server may take to answer, in ms. */
const answerWithinMs = 10_000;

/** The tracks that a participant publishes in one session, and the signals that it sends. */
export class Publishing {
  readonly #transport: Transport;
  readonly #senders: readonly RtpSender[];
  readonly #kinds: readonly Kind[];
  readonly #feedback: readonly SenderFeedback[];
  readonly #sids = new Map<string, Kind>();
  /** What nobody subscribes to: the server wants none of it. */
  readonly #unwanted = new Set<RtpSender>();
  #toldMuted = false;
  #signalsSent = 0;
  #onAccepted: (() => void) | undefined;
  #onAnswer: ((sdp: string) => void) | undefined;

  constructor(
    private readonly context: PublishingContext,
    private readonly media: LivekitMedia,
  ) {
    const { audio, layers } = media;
    this.#senders = [...(audio ? [audio] : []), ...layers.map(({ sender }) => sender)];
    this.#kinds = [...(audio ? ['audio' as const] : []), ...(layers.length > 0 ? ['video' as const] : [])];
    this.#feedback = this.#senders.map((sender) => new SenderFeedback(sender));
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
    for (const kind of this.#kinds) this.context.send({ case: 'addTrack', value: this.#request(kind) });
    if (this.#kinds.length > 0) await inTime(accepted, 'did not accept the tracks');
    const answered = new Promise<string>((resolve) => {
      this.#onAnswer = resolve;
    });
    this.context.send({ case: 'offer', value: new SessionDescription({ type: 'offer', sdp: this.#offer() }) });
    this.#transport.peer.acceptAnswer(await inTime(answered, 'did not answer the offer'));
    this.#transport.connect();
    await this.#transport.connected;
    this.#useOutlets();
    this.tellVoice();
  }

  /** The server took a track. @param cid as it was asked for. */
  onTrackPublished(cid: string, sid: string): void {
    this.#sids.set(sid, cid as Kind);
    if (this.#sids.size === this.#kinds.length) this.#onAccepted?.();
  }

  onAnswer(sdp: string): void {
    this.#onAnswer?.(sdp);
  }

  addCandidate(candidate: string): void {
    this.#transport.peer.addCandidate(candidate);
  }

  /** The server wants less, or again more: what nobody watches is not sent. */
  onSubscribedQuality({ trackSid, subscribedQualities, subscribedCodecs }: SubscribedQualityUpdate): void {
    if (this.#sids.get(trackSid) !== 'video') return;
    const told =
      subscribedCodecs.length > 0 ? subscribedCodecs.flatMap(({ qualities }) => qualities) : subscribedQualities;
    const wanted = new Set(told.filter(({ enabled }) => enabled).map(({ quality }) => quality));
    const only = this.media.layers.length === 1;
    for (const { quality, sender } of this.media.layers) {
      if (only ? wanted.size > 0 : wanted.has(quality)) this.#unwanted.delete(sender);
      else this.#unwanted.add(sender);
    }
    if (this.#transport.up) this.#useOutlets();
  }

  /** Tells the server whether the microphone is on, if it does not know yet. */
  tellVoice(): void {
    const muted = this.media.audio?.voice === 'muted';
    const sid = [...this.#sids].find(([, kind]) => kind === 'audio')?.[0];
    if (sid === undefined || muted === this.#toldMuted) return;
    this.#toldMuted = muted;
    this.context.send({ case: 'mute', value: new MuteTrackRequest({ sid, muted }) });
  }

  /** Sends a signal to everyone in the room; drops it while that cannot be. */
  sendSignal(text: string): void {
    const packet = formatSignalPacket(text, this.#signalsSent + 1);
    if (this.#transport.peer.sendMessage(reliableLabel, packet)) this.#signalsSent++;
  }

  close(): void {
    for (const sender of this.#senders) sender.use(undefined);
    this.#transport.close();
  }

  #useOutlets(): void {
    for (const sender of this.#senders) sender.use(this.#unwanted.has(sender) ? undefined : this.#transport.peer);
  }

  #onPacket(packet: Buffer): void {
    if (!isRtcp(packet)) return;
    const packets = parseRtcp(packet) ?? [];
    const now = performance.now();
    for (const feedback of this.#feedback) feedback.onRtcp(packets, now);
  }

  #offer(): string {
    const { audio, layers } = this.media;
    const top = layers.at(-1);
    const offer = this.#transport.peer.offer(
      offeredMedia(
        {
          ...(audio && { audio: this.#source(audio.ssrc) }),
          ...(top && { video: this.#source(top.sender.ssrc) }),
        },
        top?.sender.clip.codec,
      ),
      this.context.listener.channels ? offeredChannels : [],
    );
    const rids = layers.flatMap(({ rid }) => rid ?? []);
    return rids.length > 0 ? withSimulcast(offer, rids) : offer;
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
    const layers = this.media.layers.map(({ quality, sender, rid = '' }) => {
      const { width, height, bitsPerSecond } = sender.clip;
      return new VideoLayer({ quality, width, height, bitrate: Math.round(bitsPerSecond), rid });
    });
    const { width, height } = this.media.layers.at(-1)!.sender.clip;
    return new AddTrackRequest({
      cid: kind,
      name,
      type: TrackType.VIDEO,
      source: TrackSource.CAMERA,
      width,
      height,
      layers,
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
