import type { InboundSample } from '../../../model/samples.js';
import type { EpochMs } from '../../../model/units.js';
import { type FrameTrailer, readFrameTrailer } from '../../../wire/frame-trailer.js';

/** Numbers that go back by less are layers that overlap, by more a publisher that began again. */
const overlapFrames = 30;

/** Frames that may wait to be complete. Of a stream that never can be decoded, the oldest are forgotten. */
const mostPending = 256;

type TruthCounters = Pick<
  InboundSample,
  | 'stampedFrames'
  | 'stampedFramesLost'
  | 'identifiedFrames'
  | 'foreignFrames'
  | 'foreignPublisher'
  | 'totalEndToEndLatency'
  | 'latencyMeasurements'
>;

/** What the trailers of a stream tell: whose pictures are seen, which never were, and how old they are when they can be decoded. */
export class FrameTruth {
  /** Trailers of frames that are not complete, by the extended sequence number of the packet that they came in. */
  readonly #pending = new Map<number, FrameTrailer>();
  #stamped = 0;
  #lost = 0;
  #foreign = 0;
  #foreignPublisher: number | undefined;
  #latencyMs = 0;
  #publisher = -1;
  #highest = -1;

  /** @param from index of the participant who should be seen. */
  constructor(private readonly from: number) {}

  /** Takes the last packet of a frame. @param number its extended sequence number. @param end of its payload. */
  onMarker(packet: Buffer, number: number, end: number, now: EpochMs): void {
    const trailer = readFrameTrailer(packet, end, now);
    if (!trailer) return;
    this.#pending.set(number, trailer);
    if (this.#pending.size > mostPending) this.#pending.delete(this.#pending.keys().next().value!);
  }

  /** A frame can be decoded now. @param number of its last packet; earlier frames will not be seen any more. */
  onFrame(number: number, now: EpochMs): void {
    if (this.#pending.size === 0) return;
    const trailer = this.#pending.get(number);
    for (const pending of this.#pending.keys()) if (pending <= number) this.#pending.delete(pending);
    if (trailer) this.#see(trailer, now);
  }

  /** Packets are numbered anew from now on. */
  restart(): void {
    this.#pending.clear();
  }

  /** Nothing, unless the publisher writes trailers. */
  counters(): TruthCounters {
    if (this.#stamped === 0) return {};
    return {
      stampedFrames: this.#stamped,
      stampedFramesLost: this.#lost,
      identifiedFrames: this.#stamped,
      foreignFrames: this.#foreign,
      ...(this.#foreignPublisher !== undefined && { foreignPublisher: this.#foreignPublisher }),
      totalEndToEndLatency: this.#latencyMs / 1000,
      latencyMeasurements: this.#stamped,
    };
  }

  #see({ publisher, sequence, sentAt }: FrameTrailer, now: EpochMs): void {
    this.#stamped++;
    this.#latencyMs += now - sentAt;
    if (publisher !== this.from) {
      this.#foreign++;
      this.#foreignPublisher = publisher;
    }
    const ahead = sequence - this.#highest;
    if (publisher !== this.#publisher || ahead <= -overlapFrames) {
      this.#publisher = publisher;
      this.#highest = sequence;
    } else if (ahead > 0) {
      this.#lost += ahead - 1;
      this.#highest = sequence;
    }
  }
}
