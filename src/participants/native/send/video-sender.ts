import type { OutboundSample } from '../../../model/samples.js';
import { type FrameTrailer, writeFrameTrailer } from '../../../wire/frame-trailer.js';
import type { ReportBlock } from '../../../wire/rtcp/report-block.js';
import { readMarker } from '../../../wire/rtp.js';
import { writeVp8PictureId } from '../../../wire/vp8-descriptor.js';
import { clockRate } from '../clips/rtp-formats.js';
import type { ClipFrame, VideoClip } from '../clips/video-clip.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import { epochMs } from '../timing/clock.js';
import type { SeededRandom } from '../timing/random.js';
import type { ClipChoice } from './clip-choice.js';
import { ClipPosition } from './clip-position.js';
import type { FrameNumbers } from './frame-numbers.js';
import { dropAfterMs, RtpSender } from './rtp-sender.js';
import type { SendMeter } from './send-meter.js';
import type { FeedbackTarget } from './sender-feedback.js';
import { type SentFrame, SentPackets } from './sent-packets.js';

/** Shortest time between two key frames sent on request, in ms. */
const keyFrameEveryMs = 300;

/** What a publisher writes behind its frames, so that receivers know them. */
export interface FrameMarks {
  /** Index of the participant within its session. */
  readonly publisher: number;
  /** Shared by all layers of a picture. */
  readonly numbers: FrameNumbers;
}

/** Sends clips frame by frame, jumps to a key frame when asked, changes the clip at one, and repeats lost packets. */
export class VideoSender extends RtpSender implements FeedbackTarget {
  readonly #position: ClipPosition;
  readonly #sent = new SentPackets();
  #pictureId: number;
  #framesSent = 0;
  #framesDue = 0;
  #keyFrameRequested = false;
  #keyFrameAt = Number.NEGATIVE_INFINITY;
  #limitedMs = 0;
  #unlimitedMs = 0;
  #sampledAt: number | undefined;
  #framesDueAtSample = 0;

  /** @param marks Absent: frames are sent as they are. */
  constructor(
    private readonly choice: ClipChoice,
    random: SeededRandom,
    meter: SendMeter,
    private readonly marks?: FrameMarks,
  ) {
    super(clockRate.video, random, meter);
    this.#position = new ClipPosition(choice.wanted, random);
    this.#pictureId = random.below(2 ** 15);
  }

  /** The clip that is being sent. */
  get clip(): VideoClip {
    return this.#position.clip;
  }

  protected override get headerLength(): number {
    return this.clip.headerLength;
  }

  /** The next frame will be a key frame, unless one was sent just now: then as soon as it may. */
  onKeyFrameRequest(): void {
    this.#keyFrameRequested = true;
  }

  onRemb(bitsPerSecond: number): void {
    this.choice.onRemb(bitsPerSecond);
  }

  override onReport(block: ReportBlock, now: number): void {
    super.onReport(block, now);
    this.choice.onLoss(block.fractionLost, now);
  }

  /** Sends the frame that is due. */
  onTick(lateMs: number, now: number): void {
    const { outlet } = this;
    if (!outlet) return;
    const timestampStep = clockRate.video / this.clip.framesPerSecond;
    this.advance(timestampStep, now, lateMs);
    this.#framesDue++;
    if (lateMs > dropAfterMs) {
      this.meter.count(Math.round(this.#packetsPerFrame()), 0, lateMs);
      return;
    }
    const { packets } = this.#nextFrame(now);
    this.#pictureId = (this.#pictureId + 1) & 0x7fff;
    const trailer = this.#trailer(now - lateMs, timestampStep);
    const frame: SentFrame = { timestamp: this.timestamp, pictureId: this.#pictureId, trailer };
    let sent = 0;
    for (const packet of packets) {
      const sequence = this.sequence;
      this.sequence = (sequence + 1) & 0xffff;
      const wanted = trailer ? packet : this.#withoutTrailer(packet);
      this.#sent.remember(sequence, wanted, frame);
      if (this.#sendOf(outlet, frame, wanted, sequence)) sent++;
    }
    if (sent === packets.length) this.#framesSent++;
    this.meter.count(packets.length, sent, lateMs);
  }

  /** Sends packets again that the other side did not get. */
  onNack(sequences: readonly number[]): void {
    const { outlet } = this;
    if (!outlet) return;
    for (const sequence of sequences) {
      const found = this.#sent.find(sequence);
      if (found) this.#sendOf(outlet, found.frame, found.packet, sequence);
    }
  }

  override sample(now: number): OutboundSample {
    const elapsedMs = this.#sampledAt === undefined ? 0 : now - this.#sampledAt;
    const framesDue = this.#framesDue - this.#framesDueAtSample;
    this.#sampledAt = now;
    this.#framesDueAtSample = this.#framesDue;
    if (this.choice.limited) this.#limitedMs += elapsedMs;
    else this.#unlimitedMs += elapsedMs;
    return Object.assign(this.counters(), {
      kind: 'video' as const,
      framesSent: this.#framesSent,
      framesEncoded: this.#framesSent,
      ...(elapsedMs > 0 && { sourceFramesPerSecond: (framesDue * 1000) / elapsedMs }),
      qualityLimitationDurations: { bandwidth: this.#limitedMs / 1000, none: this.#unlimitedMs / 1000 },
    });
  }

  #nextFrame(now: number): ClipFrame {
    const { wanted } = this.choice;
    const jumps = this.#keyFrameRequested || wanted !== this.clip;
    const mayJump = now - this.#keyFrameAt >= keyFrameEveryMs;
    const frame = jumps && mayJump ? this.#position.jump(wanted) : this.#position.next();
    if (frame.keyFrame) {
      this.#keyFrameRequested = false;
      this.#keyFrameAt = now;
    }
    return frame;
  }

  /** Writes what is the frame's own, which another publisher of the clip has overwritten meanwhile, and sends. */
  #sendOf(outlet: PacketOutlet, frame: SentFrame, packet: Buffer, sequence: number): boolean {
    // H264 has no picture IDs.
    if (this.clip.codec === 'vp8') writeVp8PictureId(packet, this.headerLength, frame.pictureId);
    if (frame.trailer && readMarker(packet))
      writeFrameTrailer(packet, packet.length - this.clip.trailerBytes, frame.trailer);
    return this.sendAs(outlet, packet, sequence, frame.timestamp);
  }

  #trailer(dueAt: number, timestampStep: number): FrameTrailer | undefined {
    const { marks } = this;
    if (!marks || this.clip.trailerBytes === 0) return undefined;
    return { publisher: marks.publisher, sequence: marks.numbers.take(dueAt, timestampStep), sentAt: epochMs() };
  }

  #withoutTrailer(packet: Buffer): Buffer {
    const { trailerBytes } = this.clip;
    return trailerBytes > 0 && readMarker(packet) ? packet.subarray(0, packet.length - trailerBytes) : packet;
  }

  #packetsPerFrame(): number {
    const { frames } = this.clip;
    return frames.reduce((sum, frame) => sum + frame.packets.length, 0) / frames.length;
  }
}
