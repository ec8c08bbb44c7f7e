import type { ClockOffset } from '../model/clock-offset.js';
import type { MetricName } from '../model/metrics.js';
import { tonePeriodMs } from '../model/tone.js';
import type { CommonTime } from './common-time.js';

/** What a latency that was taken from two clocks lacks to be true, and how well that is known. */
export interface ClockCorrection {
  readonly addMs: number;
  readonly uncertaintyMs: number;
}

/** Figures of a stream that compare the publisher's clock with the receiver's. */
const latencies = ['video.endToEndLatency', 'audio.onsetLatency'] as const satisfies readonly MetricName[];

/** A tone's latency is told only modulo its period: clocks that differ by more have made it another one. */
const mostOnsetCorrectionMs = 50;

/** Whether a latency of sound between two clocks says nothing. */
export const leavesOnsetOpen = (correction: ClockCorrection | undefined): boolean =>
  correction !== undefined && Math.abs(correction.addMs) > mostOnsetCorrectionMs;

/** For a stream from one generator to another; undefined within one, whose clock is right for both ends. */
export function clockCorrection(
  before: CommonTime,
  after: CommonTime,
  publisher: number,
  receiver: number,
): ClockCorrection | undefined {
  if (publisher === receiver) return undefined;
  const [from, to] = [publisher, receiver].map((generator) =>
    between(before.clockOf(generator), after.clockOf(generator)),
  ) as [ClockOffset, ClockOffset];
  return { addMs: to.offsetMs - from.offsetMs, uncertaintyMs: from.uncertaintyMs + to.uncertaintyMs };
}

/** A clock throughout a hold, from how it stood before and after. */
function between(before: ClockOffset, after: ClockOffset): ClockOffset {
  return {
    offsetMs: (before.offsetMs + after.offsetMs) / 2,
    uncertaintyMs: Math.max(before.uncertaintyMs, after.uncertaintyMs) + Math.abs(after.offsetMs - before.offsetMs) / 2,
  };
}

/** The values of a stream with its latencies put right. All rules from seconds to a stream's value leave a constant a constant. */
export function corrected(
  values: Partial<Record<MetricName, number>>,
  correction: ClockCorrection | undefined,
): Partial<Record<MetricName, number>> {
  if (!correction) return values;
  const right = { ...values };
  for (const metric of latencies) {
    const value = right[metric];
    if (value === undefined) continue;
    if (metric === 'audio.onsetLatency' && leavesOnsetOpen(correction)) delete right[metric];
    else right[metric] = value + correction.addMs;
  }
  return right;
}

/**
 * How uncertain the latencies of a step are: as the worst of its streams, or of its signals. Absent where one clock told them all.
 * @param onsetOpen a latency of sound was left out, because its clocks are too far apart
 */
export function uncertainties(
  corrections: readonly (ClockCorrection | undefined)[],
  { signals = false, onsetOpen = false }: { readonly signals?: boolean; readonly onsetOpen?: boolean } = {},
): {
  readonly uncertainties?: Readonly<Partial<Record<MetricName, number>>>;
} {
  const worst = Math.max(0, ...corrections.map((correction) => correction?.uncertaintyMs ?? 0));
  const uncertain: MetricName[] = signals ? [...latencies, 'signal.latency'] : [...latencies];
  if (worst === 0 && !onsetOpen) return {};
  const found = Object.fromEntries(uncertain.map((metric) => [metric, worst]));
  return { uncertainties: { ...found, ...(onsetOpen && { 'audio.onsetLatency': Math.max(worst, tonePeriodMs) }) } };
}
