import {
  AddTrackRequest,
  MuteTrackRequest,
  type SubscribedQualityUpdate,
  TrackSource,
  TrackType,
  VideoLayer,
} from '@livekit/protocol';
import { trackNameOf } from '../../../model/track-name.js';
import type { RtcpPacket } from '../../../wire/rtcp/compound.js';
import { offeredMedia } from '../peer/media-lines.js';
import type { RtpSender } from '../send/rtp-sender.js';
import { SenderFeedback } from '../send/sender-feedback.js';
import type { Connections, Outgoing } from './connections.js';
import { formatSignalPacket, reliableLabel } from './data-packets.js';
import { inTime } from './in-time.js';
import { type LivekitMedia, sentMid } from './livekit-media.js';
import type { RequestMessage } from './signal-socket.js';

type Kind = 'audio' | 'video';

/** What publishing needs of its session. */
export interface PublishingContext {
  readonly participant: number;
  readonly connections: Connections;
  send(message: RequestMessage): void;
}

/** The tracks that a participant publishes in one session, and the signals that it sends. */
export class Publishing {
  readonly #senders: readonly RtpSender[];
  readonly #kinds: readonly Kind[];
  readonly #feedback: readonly SenderFeedback[];
  readonly #sids = new Map<string, Kind>();
  /** What nobody subscribes to: the server wants none of it. */
  readonly #unwanted = new Set<RtpSender>();
  #published = false;
  #toldMuted = false;
  #signalsSent = 0;
  #onAccepted: (() => void) | undefined;

  constructor(
    private readonly context: PublishingContext,
    private readonly media: LivekitMedia,
  ) {
    const { audio, layers } = media;
    this.#senders = [...(audio ? [audio] : []), ...layers.map(({ sender }) => sender)];
    this.#kinds = [...(audio ? ['audio' as const] : []), ...(layers.length > 0 ? ['video' as const] : [])];
    this.#feedback = this.#senders.map((sender) => new SenderFeedback(sender));
  }

  /** Resolves when media may flow. @throws LoadError `PUBLISH_FAILED`, `CONNECTION_LOST` */
  async publish(): Promise<void> {
    const accepted = new Promise<void>((resolve) => {
      this.#onAccepted = resolve;
    });
    for (const kind of this.#kinds) this.context.send({ case: 'addTrack', value: this.#request(kind) });
    if (this.#kinds.length > 0) await inTime(accepted, 'did not accept the tracks');
    await this.context.connections.publish(this.#outgoing());
    this.#published = true;
    this.#useOutlets();
    this.tellVoice();
  }

  /** The server took a track. @param cid as it was asked for. */
  onTrackPublished(cid: string, sid: string): void {
    this.#sids.set(sid, cid as Kind);
    if (this.#sids.size === this.#kinds.length) this.#onAccepted?.();
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
    if (this.#published) this.#useOutlets();
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
    if (this.context.connections.sendMessage(reliableLabel, packet)) this.#signalsSent++;
  }

  onRtcp(packets: readonly RtcpPacket[], now: number): void {
    for (const feedback of this.#feedback) feedback.onRtcp(packets, now);
  }

  close(): void {
    for (const sender of this.#senders) sender.use(undefined);
  }

  #useOutlets(): void {
    const outlet = this.context.connections.mediaOutlet;
    for (const sender of this.#senders) sender.use(this.#unwanted.has(sender) ? undefined : outlet);
  }

  #outgoing(): Outgoing {
    const { audio, layers } = this.media;
    const top = layers.at(-1);
    const sources = {
      ...(audio && { audio: this.#source(audio.ssrc) }),
      ...(top && { video: this.#source(top.sender.ssrc) }),
    };
    const media = offeredMedia(sources, top?.sender.clip.codec);
    return {
      media: media.map((sent) => ({ ...sent, mid: sentMid[sent.kind] })),
      rids: layers.flatMap(({ rid }) => rid ?? []),
    };
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
