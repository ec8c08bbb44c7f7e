import type { EpochMs } from '../../model/units.js';
import type { Route } from '../faults/fault-scope.js';
import { BandwidthLimit } from './bandwidth-limit.js';
import type { EarlyCandidate } from './early-candidates.js';
import type { Forwarding } from './forwarding.js';
import { KeyFrameRequests } from './key-frame-requests.js';
import { Leg } from './leg.js';
import { type MediaKind, mediaKinds } from './media-kind.js';
import type { MediaPort } from './media-port.js';
import type { OutgoingTrack } from './outgoing-track.js';
import { Publisher } from './publisher.js';
import { StreamAge } from './stream-age.js';

/** Whose media a subscription gets; undefined: those of the stream it is of. */
export type FeedOf = (route: Route) => Stream | undefined;

export interface StreamOptions {
  readonly streamId: string;
  readonly sessionName: string;
  readonly participant: number | undefined;
  readonly port: MediaPort;
  readonly forwarding: Forwarding;
  readonly feedOf: FeedOf;
}

/** Who subscribes. */
export interface Subscriber {
  readonly legId: string;
  readonly participant: number | undefined;
  /** Candidates that came before the leg was made. */
  readonly early: readonly EarlyCandidate[];
}

/** A published stream: one publisher, which may be replaced, and the legs of its subscribers. */
export class Stream {
  readonly #options: StreamOptions;
  readonly #legs = new Map<string, Leg>();
  /** Whose media each leg gets: this stream's, unless a fault swaps them. */
  readonly #feeds = new Map<Leg, Stream>();
  /** In one flat list per kind, which is what the hot path walks. */
  readonly #receivers: Record<MediaKind, OutgoingTrack[]> = { audio: [], video: [] };
  readonly #keyFrames: KeyFrameRequests;
  readonly #bandwidth = new BandwidthLimit<string>();
  readonly #age = new StreamAge();
  #publisher: Publisher | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#keyFrames = new KeyFrameRequests(() => {
      options.forwarding.counters.keyFrameRequests++;
      this.#publisher?.requestKeyFrame();
    });
  }

  /** Index of the publisher in its session; undefined if its client did not say. */
  get participant(): number | undefined {
    return this.#options.participant;
  }

  get sessionName(): string {
    return this.#options.sessionName;
  }

  get legIds(): Iterable<string> {
    return this.#legs.keys();
  }

  get kinds(): ReadonlySet<MediaKind> {
    return this.#publisher?.kinds ?? new Set();
  }

  /**
   * Puts a new publisher in the place of the one before; a useless offer leaves that one in place.
   * @throws LoadError `PUBLISH_FAILED`
   */
  async publish(offer: string, early: readonly EarlyCandidate[]): Promise<string> {
    const { streamId, sessionName, participant, port, forwarding } = this.#options;
    const publisher = new Publisher({
      streamId,
      offer,
      route: { sessionName, from: participant, to: undefined },
      port,
      forwarding,
      receivers: this.#receivers,
      age: this.#age,
      onKeyFrameNeeded: () => this.#keyFrames.request(),
    });
    for (const { candidate, mid } of early) publisher.addCandidate(candidate, mid);
    this.#publisher?.close();
    this.#publisher = publisher;
    for (const kind of mediaKinds) for (const track of this.#receivers[kind]) track.restart();
    return publisher.answer();
  }

  /** @throws LoadError `SUBSCRIBE_FAILED` */
  answerLeg(subscriber: Subscriber, offer: string): Promise<string> {
    return this.#negotiateLeg(subscriber, (leg) => leg.answer(offer, this.kinds));
  }

  /** @throws LoadError `SUBSCRIBE_FAILED` */
  offerLeg(subscriber: Subscriber): Promise<string> {
    return this.#negotiateLeg(subscriber, (leg) => leg.offer(this.kinds));
  }

  leg(legId: string): Leg | undefined {
    return this.#legs.get(legId);
  }

  closeLeg(legId: string): void {
    const leg = this.#legs.get(legId);
    if (!leg) return;
    this.#legs.delete(legId);
    this.#bandwidth.forget(legId);
    const feed = this.#feeds.get(leg);
    if (feed) feed.#detach(leg);
    this.#feeds.delete(leg);
    leg.close();
  }

  /** Hands legs over to the streams that are to feed them now. */
  reroute(): void {
    for (const [leg, feed] of this.#feeds) {
      const next = this.#options.feedOf(leg.route) ?? this;
      if (next === feed) continue;
      feed.#detach(leg);
      for (const kind of mediaKinds) leg.tracks[kind]?.restart();
      next.#attach(leg);
      this.#feeds.set(leg, next);
      next.#keyFrames.request();
    }
  }

  /** @throws LoadError `PUBLISH_FAILED` */
  addCandidate(candidate: string, mid: string): void {
    this.#publisher?.addCandidate(candidate, mid);
  }

  /** Several times per second. */
  retryGaps(nowMs: number): void {
    this.#publisher?.retryGaps(nowMs);
  }

  /** Once per second: reports both ways, and a new request where the key frame did not come. */
  report(at: EpochMs, nowMs: number): void {
    this.#publisher?.report(at, this.#bandwidth.bitsPerSecond(nowMs));
    for (const leg of this.#legs.values()) leg.report(at);
    if (this.#receivers.video.some((track) => track.waitsForKeyFrame)) this.#keyFrames.request();
  }

  close(): void {
    this.#keyFrames.close();
    for (const legId of [...this.#legs.keys()]) this.closeLeg(legId);
    this.#publisher?.close();
  }

  #attach(leg: Leg): void {
    for (const kind of mediaKinds) {
      const track = leg.tracks[kind];
      if (track) this.#receivers[kind].push(track);
    }
  }

  #detach(leg: Leg): void {
    for (const kind of mediaKinds) {
      const at = this.#receivers[kind].indexOf(leg.tracks[kind]!);
      if (at >= 0) this.#receivers[kind].splice(at, 1);
    }
  }

  async #negotiateLeg(subscriber: Subscriber, negotiate: (leg: Leg) => Promise<string>): Promise<string> {
    const { legId, participant: to, early } = subscriber;
    const { streamId, sessionName, participant: from, port, forwarding } = this.#options;
    this.closeLeg(legId);
    const leg: Leg = new Leg({
      legId,
      streamId,
      route: { sessionName, from, to },
      port,
      forwarding,
      events: {
        onKeyFrameRequest: () => (this.#feeds.get(leg) ?? this).#keyFrames.request(),
        onBandwidthEstimate: (bitsPerSecond, sentBitsPerSecond) =>
          this.#bandwidth.report(legId, bitsPerSecond, sentBitsPerSecond, performance.now()),
      },
    });
    this.#legs.set(legId, leg);
    for (const { candidate, mid } of early) leg.addCandidate(candidate, mid);
    try {
      const description = negotiate(leg);
      const feed = this.#options.feedOf(leg.route) ?? this;
      this.#feeds.set(leg, feed);
      feed.#attach(leg);
      return await description;
    } catch (thrown) {
      if (this.#legs.get(legId) === leg) this.closeLeg(legId);
      throw thrown;
    }
  }
}
