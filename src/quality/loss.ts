import type { InboundSample } from '../model/samples.js';
import { gain } from './deltas.js';
import type { Interval } from './intervals.js';

/** Shares of the expected packets that were lost. Absent = not measured. */
export interface Loss {
  /** Before repair. */
  readonly network?: number;
  /** After repair. */
  readonly residual?: number;
}

/**
 * Loss over all intervals. Browsers count `packetsLost` before repair where RTX carries retransmissions on a stream of its own, and the
 * retransmissions in `packetsReceived`; without RTX a repaired packet is not lost, and loss before repair cannot be told. Native
 * participants count both themselves.
 */
export function loss(intervals: readonly Interval<InboundSample>[]): Loss {
  const lost = gain(intervals, (sample) => sample.packetsLost);
  const received = gain(intervals, (sample) => sample.packetsReceived);
  if (lost === undefined || received === undefined) return {};
  const networkLost = gain(intervals, (sample) => sample.networkPacketsLost);
  const repaired = gain(intervals, (sample) => sample.retransmittedPacketsReceived);
  if (networkLost !== undefined) return ratios(networkLost, lost, received + lost);
  if (repaired !== undefined) return ratios(lost, lost - repaired, received - repaired + lost);
  return ratios(undefined, lost, received + lost);
}

function ratios(network: number | undefined, residual: number, expected: number): Loss {
  if (expected <= 0) return {};
  const ratio = (packets: number) => Math.min(1, Math.max(0, packets / expected));
  return { ...(network !== undefined && { network: ratio(network) }), residual: ratio(residual) };
}
