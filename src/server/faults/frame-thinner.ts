import { timestampDelta } from '../../wire/serial.js';

/** Leaves out whole frames of a 90 kHz video stream. Key frames stay, or the receiver could not go on. */
export class FrameThinner {
  readonly #interval: number;
  #currentTimestamp: number | undefined;
  #keeps = false;
  #nextDue = 0;

  constructor(framesPerSecond: number) {
    this.#interval = 90_000 / framesPerSecond;
  }

  /** Whether the frame with this RTP timestamp is kept; the same answer for all of its packets. */
  keeps(timestamp: number, isKeyFrame: boolean): boolean {
    if (timestamp === this.#currentTimestamp) return this.#keeps;
    const first = this.#currentTimestamp === undefined;
    this.#currentTimestamp = timestamp;
    const lateness = first ? 0 : timestampDelta(timestamp, this.#nextDue >>> 0);
    this.#keeps = isKeyFrame || lateness >= 0;
    if (this.#keeps) {
      const onSchedule = !first && lateness >= 0 && lateness < this.#interval;
      this.#nextDue = (onSchedule ? this.#nextDue : timestamp) + this.#interval;
    }
    return this.#keeps;
  }
}
