import type { EpochMs } from '../../model/units.js';
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

export interface StreamOptions {
  readonly streamId: string;
  readonly sessionName: string;
  readonly participant: number | undefined;
  readonly port: MediaPort;
  readonly forwarding: Forwarding;
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
    for (const kind of mediaKinds) {
      const at = this.#receivers[kind].indexOf(leg.tracks[kind]!);
      if (at >= 0) this.#receivers[kind].splice(at, 1);
    }
    leg.close();
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

  async #negotiateLeg(subscriber: Subscriber, negotiate: (leg: Leg) => Promise<string>): Promise<string> {
    const { legId, participant: to, early } = subscriber;
    const { streamId, sessionName, participant: from, port, forwarding } = this.#options;
    this.closeLeg(legId);
    const leg = new Leg({
      legId,
      streamId,
      route: { sessionName, from, to },
      port,
      forwarding,
      events: {
        onKeyFrameRequest: () => this.#keyFrames.request(),
        onBandwidthEstimate: (bitsPerSecond, sentBitsPerSecond) =>
          this.#bandwidth.report(legId, bitsPerSecond, sentBitsPerSecond, performance.now()),
      },
    });
    this.#legs.set(legId, leg);
    for (const { candidate, mid } of early) leg.addCandidate(candidate, mid);
    try {
      const description = negotiate(leg);
      for (const kind of mediaKinds) {
        const track = leg.tracks[kind];
        if (track) this.#receivers[kind].push(track);
      }
      return await description;
    } catch (thrown) {
      if (this.#legs.get(legId) === leg) this.closeLeg(legId);
      throw thrown;
    }
  }
}
