import type { EpochMs } from './units.js';

/** By which signals are told from those of a user's own app on OpenVidu 3. */
export const signalTopic = 'playwright-openvidu';

/** The same on OpenVidu 2. */
export const signalType = `signal:${signalTopic}`;

/** What a signal says of itself. */
export interface SignalContent {
  /** Index of the sender within its session. */
  readonly from: number;
  readonly number: number;
  readonly sentAt: EpochMs;
}

/** Writes a signal of so many bytes; of more, if it says more. */
export const formatSignal = ({ from, number, sentAt }: SignalContent, bytes: number): string =>
  `${from} ${number} ${sentAt.toFixed(3)} `.padEnd(bytes, '.');

/** Undefined for a text that {@link formatSignal} did not write. */
export function parseSignal(text: unknown): SignalContent | undefined {
  const [, from, number, sentAt] = /^(\d{1,9}) (\d{1,15}) (\d{1,15}\.\d{3}) \.*$/.exec(String(text)) ?? [];
  return sentAt === undefined ? undefined : { from: Number(from), number: Number(number), sentAt: Number(sentAt) };
}
