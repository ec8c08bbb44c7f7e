import { timestampDelta } from '../../../wire/serial.js';
import { clockRate } from '../clips/rtp-formats.js';

/** Delay of the virtual playout behind the fastest frame so far, in ms. */
const playoutDelayMs = 100;
/** Frames over which the usual distance is averaged. */
const averagedFrames = 30;
/** Distances that must be known before a long one is a freeze, as in libwebrtc. */
const minDistances = 5;
/** A frame this far from its time, in ms, belongs to another timeline. */
const maxSkewMs = 10_000;
/** How fast the fastest frame is forgotten, in ms per ms, so that clocks may drift. */
const drift = 0.001;

/**
 * Freezes by the rule of webrtc-stats: a frame shown longer than max(3 × average, average + 150 ms). Frames are shown at
 * their RTP time plus 100 ms, or when they come, if that is later.
 */
export class FreezeMeter {
  freezeCount = 0;
  #frozenMs = 0;
  readonly #distances = new Float64Array(averagedFrames);
  #distanceCount = 0;
  #distanceSum = 0;
  #shownAt = -1;
  #timestamp = 0;
  /** Arrival minus RTP time of the fastest frame, in ms; RTP time counts from the first frame. */
  #offset = 0;
  #rtpTimeMs = 0;
  #arrivedAt = 0;

  /** @param now arrival of the complete frame, in ms. */
  add(timestamp: number, now: number): void {
    const shownAt = this.#showAt(timestamp, now);
    if (this.#shownAt >= 0) this.#addDistance(Math.max(0, shownAt - this.#shownAt));
    this.#shownAt = shownAt;
  }

  /** Seconds frozen until `now`, a freeze that still lasts included. */
  frozenSeconds(now: number): number {
    const open = this.#shownAt < 0 ? 0 : now - this.#shownAt;
    return (this.#frozenMs + (this.#isFreeze(open) ? open : 0)) / 1000;
  }

  #showAt(timestamp: number, now: number): number {
    const advanceMs = (timestampDelta(timestamp, this.#timestamp) * 1000) / clockRate.video;
    this.#timestamp = timestamp;
    const rtpTimeMs = this.#rtpTimeMs + advanceMs;
    const skewMs = now - rtpTimeMs - this.#offset;
    if (this.#shownAt < 0 || Math.abs(skewMs) > maxSkewMs) {
      this.#rtpTimeMs = 0;
      this.#offset = now;
    } else {
      this.#rtpTimeMs = rtpTimeMs;
      this.#offset = Math.min(this.#offset + (now - this.#arrivedAt) * drift, now - rtpTimeMs);
    }
    this.#arrivedAt = now;
    return Math.max(now, this.#rtpTimeMs + this.#offset + playoutDelayMs);
  }

  #addDistance(distanceMs: number): void {
    if (this.#isFreeze(distanceMs)) {
      this.freezeCount++;
      this.#frozenMs += distanceMs;
    }
    const slot = this.#distanceCount++ % averagedFrames;
    this.#distanceSum += distanceMs - this.#distances[slot]!;
    this.#distances[slot] = distanceMs;
  }

  #isFreeze(distanceMs: number): boolean {
    if (this.#distanceCount < minDistances) return false;
    const average = this.#distanceSum / Math.min(this.#distanceCount, averagedFrames);
    return distanceMs > Math.max(3 * average, average + 150);
  }
}
