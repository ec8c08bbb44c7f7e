import type { InboundSample } from '../../../model/samples.js';
import { clockRate } from '../clips/rtp-formats.js';
import { InboundRtp } from './inbound-rtp.js';

/** One received audio stream. Lost packets are not asked for again, as in browsers. */
export class InboundAudio extends InboundRtp {
  /** @param onFirstPacket told once. */
  constructor(
    from: number,
    private readonly onFirstPacket: () => void,
  ) {
    super(from, clockRate.audio);
  }

  protected override onPacket(
    _packet: Buffer,
    _number: number,
    timestamp: number,
    _at: number,
    _end: number,
    now: number,
  ): void {
    this.jitter.add(timestamp, now);
    if (this.packetsReceived === 1) this.onFirstPacket();
  }

  /** Counts what is lost by now. To be called often enough to notice, as every second. */
  expire(now: number): void {
    this.sequences.expire(now);
  }

  override sample(_now: number, roundTripMs?: number): InboundSample {
    return Object.assign(this.counters(roundTripMs), { kind: 'audio' as const });
  }
}
