import type { EpochMs } from '../../model/units.js';
import { compactNtp, compactNtpDuration } from '../../wire/ntp.js';
import { buildNack } from '../../wire/rtcp/nack.js';
import type { ReportBlock } from '../../wire/rtcp/report-block.js';
import type { SenderReport } from '../../wire/rtcp/sender-report.js';
import type { Route } from '../faults/fault-scope.js';
import type { Forwarding } from './forwarding.js';
import { GapTracker } from './gap-tracker.js';
import { Lateness } from './lateness.js';
import { clockRates, type MediaKind } from './media-kind.js';
import type { MediaSource } from './media-source.js';
import type { OutgoingTrack } from './outgoing-track.js';
import { PacketCache } from './packet-cache.js';
import type { Peer } from './peer.js';
import type { PublisherClock } from './publisher-clock.js';
import { PublisherLoss } from './publisher-loss.js';
import { ReceiveStatistics } from './receive-statistics.js';
import { RtpPacket } from './rtp-packet.js';
import type { StreamAge } from './stream-age.js';

/** Later than this a packet is dropped, as a full socket buffer would have dropped it. In ms. */
const maxLatenessMs = 250;

/** Round-trip time to a publisher whose packets a fault loses, in ms. */
const recoveryMs = 10;

/** SSRC that the server's own feedback comes from; any will do as long as no stream has it. */
export const feedbackSsrc = 1;

export interface IncomingTrackOptions {
  readonly kind: MediaKind;
  /** Absent: that of the first packet. */
  readonly ssrc: number | undefined;
  readonly peer: Pick<Peer, 'send'>;
  readonly route: Route;
  readonly clock: PublisherClock;
  readonly forwarding: Forwarding;
  /** Every subscription's track of this kind; may change at any time. */
  readonly receivers: readonly OutgoingTrack[];
  readonly age: StreamAge;
  readonly onKeyFrameNeeded: () => void;
}

/** One packet for all tracks: they are handled one after the other, and the hot path must not allocate. */
const packet = new RtpPacket();

/** One kind of media that a publisher sends: receives, judges and hands on each packet. */
export class IncomingTrack implements MediaSource {
  readonly #options: IncomingTrackOptions;
  readonly #statistics: ReceiveStatistics;
  readonly #lateness: Lateness;
  readonly #gaps = new GapTracker();
  readonly #cache: PacketCache | undefined;
  readonly #loss: PublisherLoss;
  #ssrc: number | undefined;
  #lastArrivalMs = 0;
  #lastTimestamp = 0;
  #lastSenderReport: { report: SenderReport; arrivedAt: EpochMs } | undefined;
  #droppedBefore = false;

  constructor(options: IncomingTrackOptions) {
    const clockRate = clockRates[options.kind];
    this.#options = options;
    this.#ssrc = options.ssrc;
    this.#statistics = new ReceiveStatistics(clockRate);
    this.#lateness = new Lateness(clockRate);
    this.#loss = new PublisherLoss(options.forwarding.faults, options.route);
    // Browsers repair video only.
    this.#cache = options.kind === 'video' ? new PacketCache() : undefined;
  }

  get ssrc(): number | undefined {
    return this.#ssrc;
  }

  streamAgeMs(nowMs: number): number {
    return this.#options.age.ms(nowMs);
  }

  cached(sequenceNumber: number, nowMs: number): Buffer | undefined {
    return this.#cache?.find(sequenceNumber, nowMs);
  }

  timestampAt(at: EpochMs): number | undefined {
    if (this.#lastArrivalMs === 0) return undefined;
    const last = this.#lastSenderReport;
    const fromMs = last
      ? this.#options.clock.serverTime(last.report.ntp)
      : performance.timeOrigin + this.#lastArrivalMs;
    const from = last ? last.report.rtpTimestamp : this.#lastTimestamp;
    return (from + Math.round(((at - fromMs) * clockRates[this.#options.kind]) / 1000)) >>> 0;
  }

  /** A report block about this track, or undefined before the first packet. */
  reportBlock(at: EpochMs): ReportBlock | undefined {
    const report = this.#statistics.report();
    if (!report || this.#ssrc === undefined) return undefined;
    const last = this.#lastSenderReport;
    return {
      ssrc: this.#ssrc,
      ...report,
      lastSenderReport: last ? compactNtp(last.report.ntp) : 0,
      delaySinceLastSenderReport: last ? compactNtpDuration(at - last.arrivedAt) : 0,
    };
  }

  /** Takes a sender report about this track. */
  receiveReport(report: SenderReport): void {
    const arrivedAt = performance.timeOrigin + performance.now();
    this.#options.clock.learn(report.ntp, arrivedAt);
    this.#lastSenderReport = { report, arrivedAt };
  }

  /** Asks again for packets that are still missing. */
  retryGaps(nowMs: number): void {
    if (!this.#gaps.isEmpty) this.#sendNack(this.#gaps.due(nowMs));
  }

  /** Takes an RTP packet of this track's payload type. */
  receive(bytes: Buffer): void {
    const { kind, age } = this.#options;
    const nowMs = performance.now();
    if (!packet.read(kind, bytes, nowMs)) return;
    this.#ssrc ??= packet.ssrc;
    if (this.#lastArrivalMs === 0) age.start(nowMs);
    if (packet.ssrc === this.#ssrc && !this.#loss.loses(packet)) this.#forward(nowMs);
  }

  #forward(nowMs: number): void {
    const { forwarding, receivers } = this.#options;
    forwarding.counters.packetsReceived++;
    const isNew = this.#statistics.ahead(packet.sequenceNumber) > 0;
    if (isNew && this.#isTooLate(nowMs)) return;
    this.#note(nowMs);
    for (let index = 0; index < receivers.length; index++) receivers[index]!.forward(this, packet);
  }

  #note(nowMs: number): void {
    const { sequenceNumber, timestamp } = packet;
    const ahead = this.#statistics.receive(sequenceNumber, timestamp, nowMs);
    this.#cache?.store(packet);
    if (ahead > 0) {
      this.#lastArrivalMs = nowMs;
      this.#lastTimestamp = timestamp;
    }
    if (!this.#cache || ahead === 1) return;
    if (ahead <= 0) this.#gaps.fill(sequenceNumber);
    else this.#askForGap(sequenceNumber, ahead, nowMs);
  }

  #askForGap(sequenceNumber: number, ahead: number, nowMs: number): void {
    const missing = this.#droppedBefore ? undefined : this.#gaps.gap(sequenceNumber, ahead, nowMs);
    this.#droppedBefore = false;
    if (missing) this.#sendNack(missing);
    else this.#options.onKeyFrameNeeded();
  }

  /** Late although this thread was never idle: the packet waited here. */
  #isTooLate(nowMs: number): boolean {
    const latenessMs = this.#lateness.measure(packet.timestamp, nowMs);
    const { forwarding, receivers } = this.#options;
    if (latenessMs <= maxLatenessMs || !forwarding.loop.isSaturated(nowMs)) return false;
    forwarding.counters.packetsDropped += receivers.length;
    this.#droppedBefore = true;
    return true;
  }

  #sendNack(sequenceNumbers: readonly number[]): void {
    if (sequenceNumbers.length === 0 || this.#ssrc === undefined) return;
    this.#options.peer.send(buildNack(feedbackSsrc, this.#ssrc, sequenceNumbers));
    for (const bytes of this.#loss.recover(sequenceNumbers)) setTimeout(() => this.#recover(bytes), recoveryMs);
  }

  /** Takes a packet that a fault had lost as if its publisher had sent it again. */
  #recover(bytes: Buffer): void {
    const nowMs = performance.now();
    if (packet.read(this.#options.kind, bytes, nowMs)) this.#forward(nowMs);
  }
}
