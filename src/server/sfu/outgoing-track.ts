import type { EpochMs } from '../../model/units.js';
import { ntpFromEpochMs } from '../../wire/ntp.js';
import { buildSenderReport } from '../../wire/rtcp/sender-report.js';
import { rtpFixedHeaderLength, writePayloadType, writeSequence, writeSsrc, writeTimestamp } from '../../wire/rtp.js';
import { seqDelta } from '../../wire/serial.js';
import { readVp8PictureId, writeVp8PictureId } from '../../wire/vp8-descriptor.js';
import type { Forwarding } from './forwarding.js';
import type { LegFaults } from './leg-faults.js';
import type { LegOutlet } from './leg-outlet.js';
import { clockRates, type MediaKind } from './media-kind.js';
import type { MediaSource } from './media-source.js';
import type { RtpPacket } from './rtp-packet.js';

/** What the subscriber negotiated for one kind of media. */
export interface OutgoingTrackOptions {
  readonly kind: MediaKind;
  readonly ssrc: number;
  readonly payloadType: number;
  readonly outlet: LegOutlet;
  readonly faults: LegFaults;
  readonly forwarding: Forwarding;
  /** A fault that held video back is over. */
  readonly onKeyFrameNeeded: () => void;
}

/**
 * One kind of media on one subscription. Sequence numbers, timestamps and picture IDs are the publisher's plus an offset,
 * so that they run on without a break when the publisher's peer is replaced.
 */
export class OutgoingTrack {
  readonly kind: MediaKind;
  readonly ssrc: number;
  readonly #payloadType: number;
  readonly #outlet: LegOutlet;
  readonly #faults: LegFaults;
  readonly #forwarding: Forwarding;
  readonly #onKeyFrameNeeded: () => void;
  #isOpen = false;
  /** Whose numbers the offsets are for; undefined until the first packet. */
  #source: MediaSource | undefined;
  #isStarted = false;
  /** A fault holds everything back. */
  #isBlocked = false;
  /** Sequence numbers sent since the start, to tell late packets from those of an earlier start. */
  #sinceStart = 0;
  #sequenceOffset = 0;
  #timestampOffset = 0;
  #pictureIdOffset = 0;
  #lastSequence = 0;
  #lastTimestamp = 0;
  #lastPictureId = -1;
  #lastSentAtMs = 0;
  #packetsSent = 0;
  #octetsSent = 0;

  constructor(options: OutgoingTrackOptions) {
    this.kind = options.kind;
    this.ssrc = options.ssrc;
    this.#payloadType = options.payloadType;
    this.#outlet = options.outlet;
    this.#faults = options.faults;
    this.#forwarding = options.forwarding;
    this.#onKeyFrameNeeded = options.onKeyFrameNeeded;
  }

  open(): void {
    this.#isOpen = true;
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Video cannot start in the middle: it waits for a key frame. */
  get waitsForKeyFrame(): boolean {
    return this.#isOpen && this.kind === 'video' && !this.#isStarted && !this.#isBlocked;
  }

  /** Payload bytes so far. */
  get octetsSent(): number {
    return this.#octetsSent;
  }

  /** The publisher was replaced: what comes now follows what was sent. */
  restart(): void {
    this.#isStarted = false;
  }

  /** Sends the packet to the subscriber, overwriting its header. */
  forward(source: MediaSource, packet: RtpPacket): void {
    if (!this.#isOpen) return;
    const hasFaults = this.#faults.active;
    if (hasFaults && this.#faults.blocks(source.streamAgeMs(packet.arrivedAtMs), packet.arrivedAtMs)) {
      this.#isStarted = false;
      this.#isBlocked = true;
      return;
    }
    if (this.#isBlocked) this.#unblock();
    if (!this.#isStarted && !this.#start(source, packet)) return;
    const sequenceNumber = (packet.sequenceNumber + this.#sequenceOffset) & 0xffff;
    const ahead = seqDelta(sequenceNumber, this.#lastSequence);
    if (ahead <= 0 && -ahead >= this.#sinceStart) return;
    if (hasFaults && this.#leavesOut(packet, ahead)) return;
    const pictureId = packet.pictureId < 0 ? -1 : (packet.pictureId + this.#pictureIdOffset) & 0x7fff;
    const timestamp = (packet.timestamp + this.#timestampOffset) >>> 0;
    if (ahead > 0) {
      this.#sinceStart += ahead;
      this.#lastSequence = sequenceNumber;
      this.#lastTimestamp = timestamp;
      this.#lastPictureId = pictureId;
      this.#lastSentAtMs = packet.arrivedAtMs;
    }
    if (hasFaults && this.#faults.loses(sequenceNumber)) return;
    if (pictureId >= 0) writeVp8PictureId(packet.bytes, rtpFixedHeaderLength, pictureId);
    if (!this.#send(packet.bytes, sequenceNumber, timestamp, packet.arrivedAtMs)) return;
    const { counters } = this.#forwarding;
    counters.packetsForwarded++;
    counters.bytesForwarded += packet.bytes.length;
  }

  /** Answers a NACK from the cache, as far as the packets are still there. */
  retransmit(sequenceNumbers: readonly number[], nowMs: number): void {
    if (!this.#isOpen || !this.#isStarted) return;
    // On a thinned track the offset of an earlier packet is not known any more.
    if (this.#faults.active && this.#faults.thins) return;
    for (const sequenceNumber of sequenceNumbers) {
      if (seqDelta(this.#lastSequence, sequenceNumber) >= this.#sinceStart) continue;
      if (this.#outlet.holds(this.ssrc, sequenceNumber)) continue;
      const bytes = this.#source?.cached((sequenceNumber - this.#sequenceOffset) & 0xffff, nowMs);
      if (!bytes || (this.#faults.active && this.#faults.losesAgain(sequenceNumber))) continue;
      const timestamp = (bytes.readUInt32BE(4) + this.#timestampOffset) >>> 0;
      if (this.kind === 'video') {
        const pictureId = readVp8PictureId(bytes, rtpFixedHeaderLength) + this.#pictureIdOffset;
        writeVp8PictureId(bytes, rtpFixedHeaderLength, pictureId & 0x7fff);
      }
      if (this.#send(bytes, sequenceNumber, timestamp, nowMs)) this.#forwarding.counters.packetsRetransmitted++;
    }
  }

  /** A sender report for the instant `at`; undefined while nothing is sent. */
  senderReport(at: EpochMs): Buffer | undefined {
    const timestamp = this.#isOpen && this.#isStarted ? this.#source?.timestampAt(at) : undefined;
    if (timestamp === undefined) return undefined;
    return buildSenderReport({
      ssrc: this.ssrc,
      ntp: ntpFromEpochMs(at),
      rtpTimestamp: (timestamp + this.#timestampOffset) >>> 0,
      packetCount: this.#packetsSent,
      octetCount: this.#octetsSent,
      reports: [],
    });
  }

  #unblock(): void {
    this.#isBlocked = false;
    if (this.kind === 'video') this.#onKeyFrameNeeded();
  }

  #start(source: MediaSource, packet: RtpPacket): boolean {
    if (this.kind === 'video' && !packet.startsKeyFrame) return false;
    if (source !== this.#source) {
      const elapsedMs = this.#source ? Math.max(1, packet.arrivedAtMs - this.#lastSentAtMs) : 0;
      const next = this.#lastTimestamp + Math.round((elapsedMs * clockRates[this.kind]) / 1000);
      this.#timestampOffset = this.#source ? next - packet.timestamp : 0;
    }
    this.#sequenceOffset = this.#lastSequence + 1 - packet.sequenceNumber;
    this.#pictureIdOffset = this.#lastPictureId < 0 ? 0 : this.#lastPictureId + 1 - packet.pictureId;
    this.#source = source;
    this.#isStarted = true;
    this.#sinceStart = 0;
    return true;
  }

  /** Closes the gap that a left-out frame would leave. */
  #leavesOut(packet: RtpPacket, ahead: number): boolean {
    if (!this.#faults.thins) return false;
    // The offset of a late packet is not known any more.
    if (ahead <= 0) return true;
    if (!this.#faults.leavesOut(packet)) return false;
    this.#sequenceOffset--;
    if (packet.startsFrame) this.#pictureIdOffset--;
    return true;
  }

  #send(bytes: Buffer, sequenceNumber: number, timestamp: number, nowMs: number): boolean {
    if (!this.#forwarding.admits(nowMs)) return false;
    writePayloadType(bytes, this.#payloadType);
    writeSequence(bytes, sequenceNumber);
    writeTimestamp(bytes, timestamp);
    writeSsrc(bytes, this.ssrc);
    if (!this.#outlet.send(bytes, nowMs)) {
      this.#forwarding.counters.packetsDropped++;
      return false;
    }
    this.#packetsSent++;
    this.#octetsSent += bytes.length - rtpFixedHeaderLength;
    this.#forwarding.burn();
    return true;
  }
}
