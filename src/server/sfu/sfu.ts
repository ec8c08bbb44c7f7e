import { LoadError } from '../../model/errors.js';
import type { Route } from '../faults/fault-scope.js';
import type { Faults } from '../faults/faults.js';
import { EarlyCandidates } from './early-candidates.js';
import { Forwarding } from './forwarding.js';
import type { Leg } from './leg.js';
import { MediaPort } from './media-port.js';
import type { SfuCounters } from './sfu-counters.js';
import { Stream, type Subscriber } from './stream.js';
import { SwappedStreams } from './swapped-streams.js';

export interface SfuOptions {
  /** Address that media is received and sent on. Default `127.0.0.1`. */
  readonly bindAddress?: string;
  /** UDP port of all media. Default: any that is free. */
  readonly mediaPort?: number;
  readonly faults: Faults;
}

export interface PublishRequest {
  readonly streamId: string;
  readonly offer: string;
  /** Index of the publisher in its session, from client data. */
  readonly participant?: number;
  readonly sessionName: string;
}

export interface SubscriptionRequest {
  readonly streamId: string;
  /** Names the subscription; unique in the server. */
  readonly legId: string;
  /** Index of the subscriber in its session, from client data. */
  readonly participant?: number;
}

/** Reports go out once per second, streams taking turns in as many ticks. */
const tickMs = 100;
const ticksPerReport = 10;

/**
 * A selective forwarding unit for VP8 and Opus. A stream is the audio and video of one publisher on one PeerConnection;
 * each subscription has a PeerConnection of its own. Offers and answers hold all of the server's candidates.
 */
export class Sfu {
  readonly #port: MediaPort;
  readonly #forwarding: Forwarding;
  readonly #streams = new Map<string, Stream>();
  readonly #swaps: SwappedStreams;
  readonly #streamOfLeg = new Map<string, Stream>();
  readonly #earlyCandidates = new EarlyCandidates();
  readonly #ticker: NodeJS.Timeout;
  /** Streams that report in each tick. */
  readonly #turns: Stream[][] = Array.from({ length: ticksPerReport }, () => []);
  #tick = 0;

  /** @throws LoadError `PORT_IN_USE` */
  constructor(options: SfuOptions) {
    this.#port = MediaPort.open(options.bindAddress ?? '127.0.0.1', options.mediaPort);
    this.#forwarding = new Forwarding(options.faults);
    this.#swaps = new SwappedStreams(options.faults, this.#streams);
    this.#ticker = setInterval(() => this.#onTick(), tickMs);
  }

  /**
   * Answers a publisher. Again for the same stream: replaces the publisher's PeerConnection and keeps the subscribers.
   * @throws LoadError `PUBLISH_FAILED`
   */
  async publish(request: PublishRequest): Promise<string> {
    const { streamId, offer, participant, sessionName } = request;
    const known = this.#streams.get(streamId);
    const options = {
      streamId,
      sessionName,
      participant,
      port: this.#port,
      forwarding: this.#forwarding,
      feedOf: (route: Route) => this.#swaps.feedOf(route),
    };
    const stream = known ?? this.#addStream(streamId, new Stream(options));
    try {
      return await stream.publish(offer, this.#earlyCandidates.take(streamId));
    } catch (thrown) {
      if (!known && this.#streams.get(streamId) === stream) this.closeStream(streamId);
      throw thrown;
    }
  }

  /** Answers a subscriber that offers. @throws LoadError `SUBSCRIBE_FAILED` */
  answerSubscription(request: SubscriptionRequest & { readonly offer: string }): Promise<string> {
    return this.#subscribe(request, (stream, subscriber) => stream.answerLeg(subscriber, request.offer));
  }

  /** Offers a stream to a subscriber. @throws LoadError `SUBSCRIBE_FAILED` */
  offerSubscription(request: SubscriptionRequest): Promise<string> {
    return this.#subscribe(request, (stream, subscriber) => stream.offerLeg(subscriber));
  }

  /** Takes the answer to {@link offerSubscription}. @throws LoadError `SUBSCRIBE_FAILED` */
  acceptSubscription(request: { readonly legId: string; readonly answer: string }): void {
    const leg = this.#leg(request.legId);
    if (!leg)
      throw new LoadError('SUBSCRIBE_FAILED', `There is no subscription ${request.legId}; ask for an offer first.`);
    leg.accept(request.answer);
  }

  /**
   * A candidate may come before the peer it is for; then it waits.
   * @param peerId A stream id (its publisher's peer) or a leg id.
   * @throws LoadError `PUBLISH_FAILED` or `SUBSCRIBE_FAILED` if the candidate cannot be read.
   */
  addCandidate(peerId: string, candidate: string, mid: string): void {
    const peer = this.#streams.get(peerId) ?? this.#leg(peerId);
    if (peer) peer.addCandidate(candidate, mid);
    else this.#earlyCandidates.keep(peerId, { candidate, mid });
  }

  /** Undefined if there is no such stream. */
  mediaOf(streamId: string): { hasAudio: boolean; hasVideo: boolean } | undefined {
    const kinds = this.#streams.get(streamId)?.kinds;
    return kinds && { hasAudio: kinds.has('audio'), hasVideo: kinds.has('video') };
  }

  /** Does nothing if there is no such leg. */
  closeLeg(legId: string): void {
    this.#earlyCandidates.take(legId);
    this.#streamOfLeg.get(legId)?.closeLeg(legId);
    this.#streamOfLeg.delete(legId);
  }

  /** Closes the publisher and every leg of the stream; does nothing if there is no such stream. */
  closeStream(streamId: string): void {
    this.#earlyCandidates.take(streamId);
    const stream = this.#streams.get(streamId);
    if (!stream) return;
    this.#streams.delete(streamId);
    for (const turn of this.#turns) if (turn.includes(stream)) turn.splice(turn.indexOf(stream), 1);
    for (const legId of [...stream.legIds]) this.closeLeg(legId);
    stream.close();
    this.#swaps.streamsChanged();
  }

  /** Totals since the start. */
  counters(): SfuCounters {
    return { ...this.#forwarding.counters };
  }

  /** Closes every stream. */
  async close(): Promise<void> {
    clearInterval(this.#ticker);
    for (const streamId of [...this.#streams.keys()]) this.closeStream(streamId);
    this.#port.close();
  }

  async #subscribe(
    request: SubscriptionRequest,
    negotiate: (stream: Stream, subscriber: Subscriber) => Promise<string>,
  ): Promise<string> {
    const { streamId, legId, participant } = request;
    const stream = this.#streams.get(streamId);
    if (!stream)
      throw new LoadError('SUBSCRIBE_FAILED', `There is no stream ${streamId} to subscribe to; publish it first.`);
    const early = this.#earlyCandidates.take(legId);
    this.closeLeg(legId);
    this.#streamOfLeg.set(legId, stream);
    try {
      return await negotiate(stream, { legId, participant, early });
    } catch (thrown) {
      if (!stream.leg(legId)) this.#streamOfLeg.delete(legId);
      throw thrown;
    }
  }

  #leg(legId: string): Leg | undefined {
    return this.#streamOfLeg.get(legId)?.leg(legId);
  }

  #addStream(streamId: string, stream: Stream): Stream {
    this.#streams.set(streamId, stream);
    const fewest = this.#turns.reduce((least, turn) => (turn.length < least.length ? turn : least));
    fewest.push(stream);
    this.#swaps.streamsChanged();
    return stream;
  }

  #onTick(): void {
    const nowMs = performance.now();
    const at = performance.timeOrigin + nowMs;
    // Keeps the window short, so that a judgement never rests on a long quiet time before.
    this.#forwarding.loop.isSaturated(nowMs);
    this.#swaps.update();
    for (const stream of this.#streams.values()) stream.retryGaps(nowMs);
    for (const stream of this.#turns[this.#tick++ % ticksPerReport]!) stream.report(at, nowMs);
  }
}
