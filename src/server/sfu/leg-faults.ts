import { concerns, type Route } from '../faults/fault-scope.js';
import type { FaultSettings } from '../faults/fault-settings.js';
import type { Faults } from '../faults/faults.js';
import { FrameThinner } from '../faults/frame-thinner.js';
import { PacketLoss } from '../faults/packet-loss.js';
import type { MediaKind } from './media-kind.js';
import type { RtpPacket } from './rtp-packet.js';

/** The faults that concern one kind of media on one subscription. */
export class LegFaults {
  #version = -1;
  #active = false;
  #isDropped = false;
  #freeze: FaultSettings['freezeStream'];
  #loss: PacketLoss | undefined;
  #thinner: FrameThinner | undefined;

  constructor(
    private readonly faults: Faults,
    private readonly route: Route,
    private readonly kind: MediaKind,
    private readonly ssrc: number,
  ) {}

  /** Whether any fault is switched on here; the other questions need not be asked otherwise. */
  get active(): boolean {
    if (this.#version !== this.faults.version) this.#refresh();
    return this.#active;
  }

  get thins(): boolean {
    return this.#thinner !== undefined;
  }

  /** Nothing is sent at all: the subscription is dropped or frozen. */
  blocks(streamAgeMs: number, nowMs: number): boolean {
    return this.#isDropped || this.#freezes(streamAgeMs, nowMs);
  }

  /** The packet's frame is left out. */
  leavesOut(packet: RtpPacket): boolean {
    return this.#thinner !== undefined && !this.#thinner.keeps(packet.timestamp, packet.startsKeyFrame);
  }

  loses(sequenceNumber: number): boolean {
    return this.#loss?.loses(sequenceNumber) ?? false;
  }

  losesAgain(sequenceNumber: number): boolean {
    return this.#loss?.residual === true && this.#loss.loses(sequenceNumber);
  }

  #freezes(streamAgeMs: number, nowMs: number): boolean {
    if (!this.#freeze) return false;
    const { afterSeconds, forSeconds } = this.#freeze;
    const fromMs = Math.max(nowMs - streamAgeMs + afterSeconds * 1000, this.faults.changedAtMs);
    return nowMs >= fromMs && (forSeconds === undefined || nowMs < fromMs + forSeconds * 1000);
  }

  #refresh(): void {
    const { dropSubscription, freezeStream, lowFrameRate, packetLoss, seed } = this.faults.settings;
    const isVideo = this.kind === 'video';
    this.#version = this.faults.version;
    this.#isDropped = dropSubscription !== undefined && concerns(dropSubscription, this.route);
    this.#freeze = isVideo && freezeStream && concerns(freezeStream, this.route) ? freezeStream : undefined;
    this.#loss =
      packetLoss?.on === 'subscriber' && concerns(packetLoss, this.route)
        ? new PacketLoss(packetLoss.ratio, seed, this.ssrc, packetLoss.residual)
        : undefined;
    this.#thinner =
      isVideo && lowFrameRate && concerns(lowFrameRate, this.route)
        ? new FrameThinner(lowFrameRate.framesPerSecond)
        : undefined;
    this.#active =
      this.#isDropped || this.#freeze !== undefined || this.#loss !== undefined || this.#thinner !== undefined;
  }
}
