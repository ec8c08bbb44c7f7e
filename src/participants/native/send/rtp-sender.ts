import type { OutboundSample } from '../../../model/samples.js';
import { ntpFromEpochMs, roundTripTimeMs } from '../../../wire/ntp.js';
import type { ReportBlock } from '../../../wire/rtcp/report-block.js';
import { buildSenderReport } from '../../../wire/rtcp/sender-report.js';
import { buildSourceDescription } from '../../../wire/rtcp/source-description.js';
import { rtpFixedHeaderLength, writeSequence, writeSsrc, writeTimestamp } from '../../../wire/rtp.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import { epochMs } from '../timing/clock.js';
import type { SeededRandom } from '../timing/random.js';
import type { SendMeter } from './send-meter.js';

/** Packets later than this, in ms, are not sent: a camera that was held up drops frames as well. */
export const dropAfterMs = 200;

/** What audio and video have in common when sent: one SSRC with its numbering, counters and reports. */
export abstract class RtpSender {
  readonly ssrc: number;
  protected sequence: number;
  protected timestamp: number;
  protected packetsSent = 0;
  protected bytesSent = 0;
  #outlet: PacketOutlet | undefined;
  /** Clock reading that `timestamp` stands for. */
  #timestampAt = 0;
  #roundTripMs: number | undefined;
  #roundTripIsNew = false;

  protected constructor(
    protected readonly clockRate: number,
    random: SeededRandom,
    protected readonly meter: SendMeter,
  ) {
    this.ssrc = 1 + random.below(2 ** 32 - 1);
    this.sequence = random.below(2 ** 16);
    this.timestamp = random.below(2 ** 32);
  }

  /** Latest round-trip time to the other side; undefined until one was measured. */
  get roundTripMs(): number | undefined {
    return this.#roundTripMs;
  }

  /** Sends there from now on; undefined: pauses. */
  use(outlet: PacketOutlet | undefined): void {
    this.#outlet = outlet;
  }

  /** Bytes before the payload of each packet. */
  protected get headerLength(): number {
    return rtpFixedHeaderLength;
  }

  protected get outlet(): PacketOutlet | undefined {
    return this.#outlet;
  }

  protected advance(timestampStep: number, now: number, lateMs: number): void {
    this.timestamp = (this.timestamp + timestampStep) >>> 0;
    this.#timestampAt = now - lateMs;
  }

  /** Writes the header fields that differ between publishers, and sends. */
  protected sendAs(outlet: PacketOutlet, packet: Buffer, sequence: number, timestamp: number): boolean {
    writeSequence(packet, sequence);
    writeTimestamp(packet, timestamp);
    writeSsrc(packet, this.ssrc);
    const sent = outlet.send(packet);
    if (sent) {
      this.packetsSent++;
      this.bytesSent += packet.length - this.headerLength;
    }
    return sent;
  }

  /** Sends a sender report with the canonical name that ties audio and video together. */
  sendReport(cname: string, now: number): void {
    if (!this.#outlet || this.packetsSent === 0) return;
    const sinceTimestamp = ((now - this.#timestampAt) * this.clockRate) / 1000;
    const report = buildSenderReport({
      ssrc: this.ssrc,
      ntp: ntpFromEpochMs(epochMs()),
      rtpTimestamp: Math.round(this.timestamp + sinceTimestamp),
      packetCount: this.packetsSent,
      octetCount: this.bytesSent,
      reports: [],
    });
    this.#outlet.send(Buffer.concat([report, buildSourceDescription(this.ssrc, cname)]));
  }

  /** Takes the other side's report about this stream. @param _now in ms, of the clock that ticks run by. */
  onReport(block: ReportBlock, _now: number): void {
    const measured = roundTripTimeMs(epochMs(), block.lastSenderReport, block.delaySinceLastSenderReport);
    if (measured === undefined) return;
    this.#roundTripMs = measured;
    this.#roundTripIsNew = true;
  }

  abstract sample(now: number): OutboundSample;

  /** Fields of a sample that both kinds have. The round-trip time is told once. */
  protected counters(): Pick<OutboundSample, 'direction' | 'at' | 'bytesSent' | 'packetsSent' | 'roundTripTime'> {
    const roundTripMs = this.#roundTripIsNew ? this.#roundTripMs : undefined;
    this.#roundTripIsNew = false;
    return {
      direction: 'outbound',
      at: epochMs(),
      bytesSent: this.bytesSent,
      packetsSent: this.packetsSent,
      ...(roundTripMs !== undefined && { roundTripTime: roundTripMs / 1000 }),
    };
  }
}
