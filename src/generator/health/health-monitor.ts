import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { GeneratorHealth } from '../../model/figures.js';
import { now } from '../clock.js';
import { type MachineCounters, readMachineCounters } from './machine-counters.js';

const resolutionMs = 10;

/** Watches this process and its machine over one hold at a time. */
export class HealthMonitor {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });
  #before: MachineCounters = {};
  #startedAt = 0;

  /** Begins a new window. */
  begin(): void {
    this.#delay.enable();
    this.#delay.reset();
    this.#before = readMachineCounters();
    this.#startedAt = now();
  }

  /** What happened since {@link begin}. */
  take(): GeneratorHealth {
    const after = readMachineCounters();
    const elapsedMs = now() - this.#startedAt;
    const before = this.#before;
    const ratio = (from?: number, to?: number) =>
      from === undefined || to === undefined ? undefined : Math.max(0, to - from) / elapsedMs;
    const runQueueWait = ratio(before.runQueueWaitMs, after.runQueueWaitMs);
    const throttled = ratio(before.throttledMs, after.throttledMs);
    const total = (after.total ?? 0) - (before.total ?? 0);
    return {
      // The histogram counts from one tick of its own timer to the next, so that an idle loop reads the resolution.
      eventLoopDelayP99Ms: Math.max(0, this.#delay.percentile(99) / 1e6 - resolutionMs),
      ...(runQueueWait !== undefined && { runQueueWait }),
      ...(throttled !== undefined && { throttled }),
      ...(total > 0 && { cpuIdle: ((after.idle ?? 0) - (before.idle ?? 0)) / total }),
      memoryMb: process.memoryUsage.rss() / 1e6,
    };
  }

  end(): void {
    this.#delay.disable();
  }
}
