import type { SendReport } from '../../participant.js';

const slotsMs = 512;

/** What a participant was to send and did since the last reading: shows whether the generator kept up. */
export class SendMeter {
  #due = 0;
  #sent = 0;
  /** Packets sent, by how late they were in whole ms; the last slot holds all later ones. */
  readonly #lateness = new Uint32Array(slotsMs);

  /** Packets that were due together, and how many of them were handed over, `lateMs` after they were due. */
  count(due: number, sent: number, lateMs: number): void {
    this.#due += due;
    this.#sent += sent;
    this.#lateness[Math.min(slotsMs - 1, Math.round(lateMs))]! += sent;
  }

  /** The figures since the last call. */
  take(): SendReport {
    const report = { due: this.#due, sent: this.#sent, latenessMs: this.#lateness.slice() };
    this.#due = 0;
    this.#sent = 0;
    this.#lateness.fill(0);
    return report;
  }
}
