import type { InboundSample } from '../../../model/samples.js';
import { clockRate } from '../clips/rtp-formats.js';
import { epochMsAt } from '../timing/clock.js';
import { FrameAssembly, packetFlag } from './frame-assembly.js';
import { FrameTruth } from './frame-truth.js';
import { FreezeMeter } from './freeze-meter.js';
import { InboundRtp } from './inbound-rtp.js';
import { PayloadReader } from './payload-reader.js';

/** Shortest time between two key-frame requests, in ms. */
const keyFrameRequestEveryMs = 300;

/** One received VP8 or H264 stream: its packets, its frames, and what has to be asked of the sender. */
export class InboundVideo extends InboundRtp {
  readonly #reader = new PayloadReader();
  readonly #freezes = new FreezeMeter();
  readonly #truth: FrameTruth;
  readonly #assembly = new FrameAssembly((timestamp, keyFrame, number, now) =>
    this.#onFrame(timestamp, keyFrame, number, now),
  );
  readonly #isAwaited = (number: number): boolean => this.sequences.awaited.has(number);
  #jitterTimestamp = -1;
  #frameHeight = 0;
  #pliCount = 0;
  #nackCount = 0;
  #keyFrameRequestedAt = -1;
  #started = false;
  #rated: { at: number; bytesReceived: number; packetsReceived: number; lostOnTheWay: number };

  /**
   * @param now in ms.
   * @param onFirstFrame told once, of the first complete key frame.
   */
  constructor(
    from: number,
    now: number,
    private readonly onFirstFrame: () => void,
  ) {
    super(from, clockRate.video);
    this.#truth = new FrameTruth(from);
    this.#rated = { at: now, bytesReceived: 0, packetsReceived: 0, lostOnTheWay: 0 };
  }

  /** Payload type by which H264 is told from VP8; −1: all is VP8. */
  expectH264(payloadType: number): void {
    this.#reader.h264PayloadType = payloadType;
  }

  protected override onPacket(
    packet: Buffer,
    number: number,
    timestamp: number,
    payloadAt: number,
    payloadEnd: number,
    now: number,
  ): void {
    // The packets of a frame are sent together: only its first one tells when it was sent.
    if (timestamp !== this.#jitterTimestamp && number === this.sequences.highest) {
      this.#jitterTimestamp = timestamp;
      this.jitter.add(timestamp, now);
    }
    const flags = this.#reader.flagsOf(packet, payloadAt, payloadEnd);
    if ((flags & packetFlag.marker) !== 0) this.#truth.onMarker(packet, number, payloadEnd, epochMsAt(now));
    this.#assembly.add(number, flags, timestamp, now);
  }

  protected override restart(): void {
    super.restart();
    this.#jitterTimestamp = -1;
    this.#assembly.restart();
    this.#truth.restart();
  }

  /** Gives up packets that are lost by now. */
  expire(now: number): void {
    if (this.sequences.expire(now)) this.#assembly.passGap(this.#isAwaited, this.sequences.highest, now);
  }

  /** Whether {@link takeNack} or {@link takeKeyFrameRequest} may have something. Cheap: asked 50 times a second. */
  get needsFeedback(): boolean {
    return this.packetsReceived > 0 && (this.sequences.awaited.count > 0 || this.#assembly.needsKeyFrame);
  }

  /** Sequence numbers to ask for now; may be empty. */
  takeNack(now: number, retryMs: number): number[] {
    const requests = this.sequences.takeRequests(now, retryMs).map((number) => number & 0xffff);
    if (requests.length > 0) this.#nackCount++;
    return requests;
  }

  /** Whether to ask for a key frame now. */
  takeKeyFrameRequest(now: number): boolean {
    if (!this.#assembly.needsKeyFrame) return false;
    // The server asks for a key frame itself when a subscriber joins: the first request waits for that one.
    if (!this.#started && this.#keyFrameRequestedAt < 0) this.#keyFrameRequestedAt = now;
    if (this.#keyFrameRequestedAt >= 0 && now - this.#keyFrameRequestedAt < keyFrameRequestEveryMs) return false;
    this.#keyFrameRequestedAt = now;
    this.#pliCount++;
    return true;
  }

  /** What came since the last call: payload, and packets lost on the way / expected. */
  takeRate(now: number): { bitsPerSecond: number; loss: number; elapsedSeconds: number } {
    const { lostOnTheWay } = this.sequences;
    const elapsedSeconds = (now - this.#rated.at) / 1000;
    const packets = this.packetsReceived - this.#rated.packetsReceived;
    const lost = lostOnTheWay - this.#rated.lostOnTheWay;
    const bits = (this.bytesReceived - this.#rated.bytesReceived) * 8;
    this.#rated = { at: now, bytesReceived: this.bytesReceived, packetsReceived: this.packetsReceived, lostOnTheWay };
    return { bitsPerSecond: bits / elapsedSeconds, loss: lost > 0 ? lost / (packets + lost) : 0, elapsedSeconds };
  }

  override sample(now: number, roundTripMs?: number): InboundSample {
    // Spreading the counters instead makes it a hundred times slower: every stream of the process is sampled every second.
    return Object.assign(this.counters(roundTripMs), {
      kind: 'video' as const,
      framesReceived: this.#assembly.framesComplete,
      framesDecoded: this.#assembly.framesDecodable,
      ...(this.#frameHeight > 0 && { frameHeight: this.#frameHeight }),
      freezeCount: this.#freezes.freezeCount,
      totalFreezesDuration: this.#freezes.frozenSeconds(now),
      pliCount: this.#pliCount,
      nackCount: this.#nackCount,
      ...this.#truth.counters(),
    });
  }

  #onFrame(timestamp: number, keyFrame: boolean, number: number, now: number): void {
    this.#freezes.add(timestamp, now);
    this.#truth.onFrame(number, epochMsAt(now));
    if (!keyFrame) return;
    this.#frameHeight = this.#reader.height;
    if (this.#started) return;
    this.#started = true;
    this.onFirstFrame();
  }
}
