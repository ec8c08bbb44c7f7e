import { formatSignal } from '../../../model/signal-text.js';
import { firstSignalFrom, type SignalSchedule, signalDueAt } from '../../../model/signals.js';
import { epochMs } from '../timing/clock.js';

/** A timer may fire this early, in ms: Node's timers have a resolution of 1 ms. */
const earlyMs = 0.5;

/** Sends the signals of one participant when they are due; after a stall, those that were missed at once. */
export class SignalSender {
  #timer: NodeJS.Timeout | undefined;
  #next = 0;
  #stopped = false;

  constructor(
    private readonly schedule: SignalSchedule,
    private readonly participant: number,
    private readonly send: (text: string) => void,
  ) {}

  /** Does nothing if it was stopped before. */
  start(): void {
    if (this.#stopped) return;
    this.#next = firstSignalFrom(this.schedule, epochMs());
    this.#wait();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#sendDue(), Math.max(0, signalDueAt(this.schedule, this.#next) - epochMs()));
  }

  #sendDue(): void {
    while (!this.#stopped && signalDueAt(this.schedule, this.#next) <= epochMs() + earlyMs)
      this.send(formatSignal({ from: this.participant, number: this.#next++, sentAt: epochMs() }, this.schedule.bytes));
    if (!this.#stopped) this.#wait();
  }
}
