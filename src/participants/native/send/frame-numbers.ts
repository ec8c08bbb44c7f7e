import { clockRate } from '../clips/rtp-formats.js';

/** A frame that is this much early, in frames, still belongs to its moment: timers may fire a little before they are due. */
const tolerance = 0.1;

/**
 * Numbers the moments at which a publisher sends a picture: all layers of a simulcast give the same moment the same number,
 * though each sends at its own phase. A moment at which nothing is sent has no number, so that a pause is no loss.
 */
export class FrameNumbers {
  #firstDueAt: number | undefined;
  #moment = -1;
  #number = -1;

  /** The number of a frame that is sent. @param dueAt in ms, ascending. @param timestampStep length of a frame at 90 kHz. */
  take(dueAt: number, timestampStep: number): number {
    this.#firstDueAt ??= dueAt;
    const frameMs = (timestampStep * 1000) / clockRate.video;
    const moment = Math.floor((dueAt - this.#firstDueAt) / frameMs + tolerance);
    if (moment !== this.#moment) this.#number++;
    this.#moment = moment;
    return this.#number;
  }
}
