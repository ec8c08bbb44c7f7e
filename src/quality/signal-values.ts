import type { MetricName } from '../model/metrics.js';
import { firstSignalFrom, type ReceivedSignal, type SignalSchedule } from '../model/signals.js';
import { aggregate } from './aggregate.js';
import type { Window } from './intervals.js';

/** One sender as a receiver saw it. */
export interface SignalsOfSender {
  readonly schedule: SignalSchedule;
  /** Signals of this sender. */
  readonly received: readonly ReceivedSignal[];
  /** Sender's clock − receiver's clock, in ms. */
  readonly clockMs: number;
}

/**
 * What a receiver gives for the signals that were due in the windows: latency of those that arrived, and the share of those that did
 * not.
 * @param windows by the receiver's clock
 * @returns metrics that were measured
 */
export function signalValues(
  senders: readonly SignalsOfSender[],
  windows: readonly Window[],
): Partial<Record<MetricName, number>> {
  const latencies: number[] = [];
  let due = 0;
  for (const { schedule, received, clockMs } of senders) {
    const latencyOf = new Map<number, number>();
    for (const { number, latencyMs } of received)
      if (!latencyOf.has(number)) latencyOf.set(number, latencyMs + clockMs);
    for (const { from, to } of windows) {
      const [first, end] = [firstSignalFrom(schedule, from + clockMs), firstSignalFrom(schedule, to + clockMs)];
      due += end - first;
      for (let number = first; number < end; number++) {
        const latency = latencyOf.get(number);
        if (latency !== undefined) latencies.push(latency);
      }
    }
  }
  return {
    ...(latencies.length > 0 && { 'signal.latency': aggregate(latencies, 'p95', 'lower') }),
    ...(due > 0 && { 'signal.loss': (due - latencies.length) / due }),
  };
}
