import type { SignalSchedule } from '../../../model/signals.js';
import type { ReceivedText, SignalsMessage } from '../page-messages.js';

/** How a page sends and hears data, whatever its SDK. */
export interface SignalsInPage {
  /** To everyone in the session. Rejects if that cannot be. */
  readonly send: (topic: string, text: string) => Promise<void>;
  readonly listen: (topic: string, onText: (text: string) => void) => void;
}

declare global {
  interface Window {
    /** Set by a participant page when it makes its session. */
    playwrightOpenviduSignals?: SignalsInPage;
  }
}

export interface ExchangeOptions extends SignalSchedule {
  /** Name of the pushing function on `window`. */
  readonly binding: string;
  readonly topic: string;
  /** Index of the participant. */
  readonly from: number;
  /** Time between two pushes of what came, ms. */
  readonly pushEveryMs: number;
}

/**
 * Runs in the participant page once it has joined: sends signals when they are due, as native participants do, and pushes those of
 * others. Self-contained, because the browser gets its source text only.
 */
export function exchangeSignals(options: ExchangeOptions): void {
  const { binding, topic, from, everyMs, phaseMs, bytes, pushEveryMs } = options;
  const signals = window.playwrightOpenviduSignals;
  if (!signals) throw new Error('The participant page is not prepared.');
  const clock = () => performance.timeOrigin + performance.now();

  let received: ReceivedText[] = [];
  // The padding only makes a signal long.
  signals.listen(topic, (text) => received.push({ text: text.replace(/\.+$/, ''), at: clock() }));
  setInterval(() => {
    if (received.length === 0) return;
    const message: SignalsMessage = { type: 'signals', received };
    received = [];
    const push = (window as unknown as Record<string, (json: string) => Promise<void>>)[binding];
    void push?.(JSON.stringify(message));
  }, pushEveryMs);

  const dueAt = (number: number) => number * everyMs + phaseMs;
  let next = Math.ceil((clock() - phaseMs) / everyMs);
  const sendDue = () => {
    for (; dueAt(next) <= clock(); next++) {
      const text = `${from} ${next} ${clock().toFixed(3)} `.padEnd(bytes, '.');
      // What was not sent is missed by those who wait for it.
      signals.send(topic, text).catch(() => undefined);
    }
    setTimeout(sendDue, Math.max(1, dueAt(next) - clock()));
  };
  sendDue();
}
