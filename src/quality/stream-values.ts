import type { MetricName } from '../model/metrics.js';
import type { InboundSample, OutboundSample, StreamSample } from '../model/samples.js';
import { inboundAudioValues, inboundVideoValues } from './inbound-values.js';
import { intervalsWithin, type Windows } from './intervals.js';
import type { HopRoundTrips } from './mos-values.js';
import { outboundValues } from './outbound-values.js';

/**
 * The one value that a stream gives per metric, from its samples in a window, or in several.
 * @param samples of one stream; those outside are left out
 * @param roundTrips of the lines that the stream takes; a voice's MOS needs both
 * @returns metrics that were measured; the others are absent, never 0
 */
export function streamValues(
  samples: readonly StreamSample[],
  windows: Windows,
  roundTrips: HopRoundTrips = {},
): Partial<Record<MetricName, number>> {
  const [first] = samples;
  if (!first) return {};
  if (first.direction === 'outbound')
    return measured(outboundValues(intervalsWithin(samples as readonly OutboundSample[], windows)));
  const intervals = intervalsWithin(samples as readonly InboundSample[], windows);
  return measured(first.kind === 'video' ? inboundVideoValues(intervals) : inboundAudioValues(intervals, roundTrips));
}

function measured(values: Partial<Record<MetricName, number | undefined>>): Partial<Record<MetricName, number>> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && Number.isFinite(value));
  return Object.fromEntries(entries) as Partial<Record<MetricName, number>>;
}
