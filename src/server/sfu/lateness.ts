import { timestampDelta } from '../../wire/serial.js';

/** Clocks of publisher and server may drift apart by this much: 100 ms per 1000 s. */
const driftMsPerMs = 1e-4;
/** A longer gap or jump is a pause or a new beginning, not lateness. */
const maxStepMs = 1000;

/**
 * How late a stream's packets are handled, told from its RTP timestamps: time since a packet that was handled promptly,
 * minus the media time since then. Measures queueing anywhere between the publisher's clock and this call.
 */
export class Lateness {
  #baseMs = 0;
  #baseTimestamp = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #lastTimestamp = 0;

  constructor(readonly clockRate: number) {}

  /** Lateness in ms of a packet handled at `nowMs`, never negative. Call it in order of sequence numbers. */
  measure(timestamp: number, nowMs: number): number {
    const stepMs = (timestampDelta(timestamp, this.#lastTimestamp) * 1000) / this.clockRate;
    const passedMs = nowMs - this.#lastMs;
    this.#lastTimestamp = timestamp;
    this.#lastMs = nowMs;
    if (passedMs > maxStepMs || stepMs > maxStepMs || stepMs < -maxStepMs) return this.#rebase(timestamp, nowMs);
    this.#baseMs += passedMs * driftMsPerMs;
    const mediaMs = (timestampDelta(timestamp, this.#baseTimestamp) * 1000) / this.clockRate;
    const latenessMs = nowMs - this.#baseMs - mediaMs;
    // A base that stays for hours would be further away than timestamps can tell.
    if (latenessMs <= 0 || mediaMs > 3_600_000) this.#advance(timestamp, nowMs, latenessMs);
    return Math.max(0, latenessMs);
  }

  #advance(timestamp: number, nowMs: number, latenessMs: number): void {
    this.#baseTimestamp = timestamp;
    this.#baseMs = nowMs - Math.max(0, latenessMs);
  }

  #rebase(timestamp: number, nowMs: number): number {
    this.#baseTimestamp = timestamp;
    this.#baseMs = nowMs;
    return 0;
  }
}
