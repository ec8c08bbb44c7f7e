import type { RtcpPacket } from '../../../wire/rtcp/compound.js';
import type { ReportBlock } from '../../../wire/rtcp/report-block.js';

/** Who wants to know what a receiver reports about one stream. Absent: does not care. */
export interface FeedbackTarget {
  readonly ssrc: number;
  /** @param now in ms, of the clock that ticks run by. */
  onReport(block: ReportBlock, now: number): void;
  onKeyFrameRequest?(): void;
  onNack?(sequences: readonly number[]): void;
  onRemb?(bitsPerSecond: number): void;
}

/** Hands the feedback that receivers send to the stream that it is about. */
export class SenderFeedback {
  #lastFullIntraSequence: number | undefined;

  constructor(private readonly target: FeedbackTarget) {}

  onRtcp(packets: readonly RtcpPacket[], now: number): void {
    const { target } = this;
    for (const packet of packets) {
      switch (packet.type) {
        case 'receiver-report':
        case 'sender-report':
          for (const block of packet.reports) if (block.ssrc === target.ssrc) target.onReport(block, now);
          break;
        case 'picture-loss-indication':
          if (packet.mediaSsrc === target.ssrc) target.onKeyFrameRequest?.();
          break;
        case 'full-intra-request':
          for (const request of packet.requests)
            if (request.mediaSsrc === target.ssrc) this.#onFullIntraRequest(request.sequenceNumber);
          break;
        case 'nack':
          if (packet.mediaSsrc === target.ssrc) target.onNack?.(packet.sequenceNumbers);
          break;
        case 'remb':
          if (packet.ssrcs.includes(target.ssrc)) target.onRemb?.(packet.bitsPerSecond);
          break;
      }
    }
  }

  /** Requests are repeated until answered: only a new number asks for another key frame (RFC 5104, 4.3.1). */
  #onFullIntraRequest(sequenceNumber: number): void {
    if (sequenceNumber === this.#lastFullIntraSequence) return;
    this.#lastFullIntraSequence = sequenceNumber;
    this.target.onKeyFrameRequest?.();
  }
}
