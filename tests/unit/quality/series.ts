import type { InboundSample, OutboundSample } from '../../../src/model/samples.js';

/** What a receiver counts in one second. */
export interface Second extends Partial<Omit<InboundSample, 'direction' | 'kind' | 'from' | 'at'>> {
  /** Length of the interval in milliseconds, if it was not one second. */
  readonly took?: number;
}

/** Readings that are no totals: the sample shows them as they are. */
const levels = new Set(['jitter', 'frameHeight', 'psnr', 'ssim', 'foreignPublisher', 'roundTripTime']);

/** One sample per second from 0 ms on: the totals of what each second gained. The first sample has the totals of 0. */
export function series(seconds: readonly Second[], kind: 'audio' | 'video' = 'video', startAt = 0): InboundSample[] {
  let at = startAt;
  let totals: Record<string, number> = { bytesReceived: 0, packetsReceived: 0, packetsLost: 0 };
  for (const second of seconds)
    for (const field of Object.keys(second)) if (field !== 'took' && !levels.has(field)) totals[field] ??= 0;
  const sampleOf = (readings: Record<string, number>): InboundSample =>
    ({ direction: 'inbound', kind, from: 1, at, ...readings }) as unknown as InboundSample;
  const samples = [sampleOf(totals)];
  for (const { took = 1000, ...second } of seconds) {
    at += took;
    const shown: Record<string, number> = {};
    totals = { ...totals };
    for (const [field, value] of Object.entries(second))
      if (levels.has(field)) shown[field] = value;
      else totals[field] = (totals[field] ?? 0) + value;
    samples.push(sampleOf({ ...totals, ...shown }));
  }
  return samples;
}

/** A second of a good 30 fps stream. */
export const good: Second = {
  bytesReceived: 62_500,
  packetsReceived: 60,
  packetsLost: 0,
  framesDecoded: 30,
  totalFreezesDuration: 0,
};
/** A second in which packets come and no picture. */
export const stalled: Second = { ...good, framesDecoded: 0 };
/** A second without anything. */
export const silent: Second = {
  bytesReceived: 0,
  packetsReceived: 0,
  packetsLost: 0,
  framesDecoded: 0,
  totalFreezesDuration: 0,
};

/** The same second many times. */
export const times = (count: number, second: Second): Second[] => new Array<Second>(count).fill(second);

/** Samples of a sender, one per second. */
export const sending = (samples: readonly Partial<OutboundSample>[]): OutboundSample[] =>
  samples.map((sample, i) => ({
    direction: 'outbound',
    kind: 'video',
    at: i * 1000,
    bytesSent: i * 62_500,
    packetsSent: i * 60,
    ...sample,
  }));
