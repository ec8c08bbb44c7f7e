import type { InboundSample } from '../../../model/samples.js';
import { compactNtp, compactNtpDuration } from '../../../wire/ntp.js';
import type { ReportBlock } from '../../../wire/rtcp/report-block.js';
import type { SenderReport } from '../../../wire/rtcp/sender-report.js';
import { readSequence, readSsrc, readTimestamp, rtpHeaderLength, rtpPaddingLength } from '../../../wire/rtp.js';
import { epochMs } from '../timing/clock.js';
import { InterarrivalJitter } from './interarrival-jitter.js';
import { ReceivedSequences } from './received-sequences.js';

/** What audio and video have in common when received: RFC 3550's statistics over one stream, whatever SSRC carries it. */
export abstract class InboundRtp {
  protected readonly sequences = new ReceivedSequences(() => this.restart());
  protected readonly jitter: InterarrivalJitter;
  protected packetsReceived = 0;
  /** Payload, headers and padding left out. */
  protected bytesReceived = 0;
  #ssrc = -1;
  #lastSenderReport = 0;
  #senderReportAt = 0;
  #expectedAtReport = 0;
  #receivedAtReport = 0;

  protected constructor(
    protected readonly from: number,
    clockRate: number,
  ) {
    this.jitter = new InterarrivalJitter(clockRate);
  }

  /** SSRC of the latest packet; −1 before the first. */
  get ssrc(): number {
    return this.#ssrc;
  }

  get flows(): boolean {
    return this.packetsReceived > 0;
  }

  /** @param now in ms. */
  onRtp(packet: Buffer, now: number): void {
    const payloadAt = rtpHeaderLength(packet);
    if (payloadAt === 0) return;
    const ssrc = readSsrc(packet);
    if (ssrc !== this.#ssrc) this.#switchTo(ssrc);
    const number = this.sequences.accept(readSequence(packet), now);
    const payloadEnd = packet.length - rtpPaddingLength(packet);
    // As in browsers, bytes that came too late or twice have come all the same.
    if (payloadEnd > payloadAt) this.bytesReceived += payloadEnd - payloadAt;
    if (number < 0) return;
    this.packetsReceived++;
    this.onPacket(packet, number, readTimestamp(packet), payloadAt, payloadEnd, now);
  }

  /** @param number extended sequence number. @param now in ms. */
  protected abstract onPacket(
    packet: Buffer,
    number: number,
    timestamp: number,
    payloadAt: number,
    payloadEnd: number,
    now: number,
  ): void;

  /** Packets are numbered anew from now on, or another SSRC carries them, as after a reconnection. */
  protected restart(): void {
    this.sequences.restart();
    this.jitter.restart();
  }

  /** @param now in ms. */
  onSenderReport(report: SenderReport, now: number): void {
    if (report.ssrc !== this.#ssrc) return;
    this.#lastSenderReport = compactNtp(report.ntp);
    this.#senderReportAt = now;
  }

  /** The block about this stream for the next receiver report; undefined before the first packet. */
  takeReportBlock(now: number): ReportBlock | undefined {
    const { expected, received } = this.sequences;
    if (expected === 0) return undefined;
    const newlyExpected = expected - this.#expectedAtReport;
    const newlyLost = newlyExpected - (received - this.#receivedAtReport);
    this.#expectedAtReport = expected;
    this.#receivedAtReport = received;
    return {
      ssrc: this.#ssrc,
      fractionLost: newlyExpected > 0 ? Math.max(0, Math.floor((newlyLost * 256) / newlyExpected)) : 0,
      packetsLost: expected - received,
      highestSequence: this.sequences.highestToReport,
      jitter: Math.round(this.jitter.units),
      lastSenderReport: this.#lastSenderReport,
      delaySinceLastSenderReport: this.#lastSenderReport === 0 ? 0 : compactNtpDuration(now - this.#senderReportAt),
    };
  }

  /** @param roundTripMs latest round trip between this participant and the server, if known. */
  abstract sample(now: number, roundTripMs?: number): InboundSample;

  /** Fields of a sample that both kinds have. */
  protected counters(roundTripMs: number | undefined): Omit<InboundSample, 'kind'> {
    const jitter = this.jitter.seconds;
    return {
      direction: 'inbound',
      from: this.from,
      at: epochMs(),
      bytesReceived: this.bytesReceived,
      packetsReceived: this.packetsReceived,
      packetsLost: this.sequences.lostAfterRepair,
      networkPacketsLost: this.sequences.lostOnTheWay,
      ...(jitter !== undefined && { jitter }),
      ...(roundTripMs !== undefined && { roundTripTime: roundTripMs / 1000 }),
    };
  }

  #switchTo(ssrc: number): void {
    if (this.#ssrc >= 0) this.restart();
    this.#ssrc = ssrc;
    this.#lastSenderReport = 0;
    this.#expectedAtReport = 0;
    this.#receivedAtReport = 0;
  }
}
