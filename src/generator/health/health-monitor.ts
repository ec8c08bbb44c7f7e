import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { HealthFigures } from '../../model/figures.js';
import type { LiveHealth } from '../../model/progress.js';
import type { CanaryReport } from '../../participants/native/canary.js';
import { now } from '../clock.js';
import { type MachineCounters, readMachineCounters } from './machine-counters.js';
import { slotAbove } from './slot-above.js';
import { dropsBetween, readSocketDrops, type SocketDrops } from './socket-drops.js';

const resolutionMs = 10;

/** A stream of the generator to itself, while a hold lasts. */
export interface SelfStream {
  begin(): void;
  take(): CanaryReport;
}

/** Watches this process and its machine over one hold at a time. */
export class HealthMonitor {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });
  #before: MachineCounters = {};
  #dropsBefore: SocketDrops | undefined;
  #startedAt = 0;

  /** @param canary Absent: there is none. */
  constructor(private readonly canary?: SelfStream) {}

  /** Begins a new window. */
  begin(): void {
    this.#delay.enable();
    this.#delay.reset();
    this.#before = readMachineCounters();
    this.#dropsBefore = readSocketDrops();
    this.canary?.begin();
    this.#startedAt = now();
  }

  /** What happened since {@link begin}. */
  take(): HealthFigures {
    const socketDrops = dropsBetween(this.#dropsBefore, readSocketDrops());
    return { ...this.look(), ...this.#canaryHealth(), ...(socketDrops !== undefined && { socketDrops }) };
  }

  /** The part of it that can be read each second. */
  look(): LiveHealth {
    // Nothing has begun.
    if (this.#startedAt === 0) return {};
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
      // Several threads are throttled at once, and version 1 of cgroups adds them up.
      ...(throttled !== undefined && { throttled: Math.min(1, throttled) }),
      ...(total > 0 && { cpuIdle: ((after.idle ?? 0) - (before.idle ?? 0)) / total }),
      memoryMb: process.memoryUsage.rss() / 1e6,
    };
  }

  #canaryHealth(): HealthFigures {
    const report = this.canary?.take();
    const canaryLatenessP99Ms = report && slotAbove(report.latenessMs, 0.01);
    return {
      ...(canaryLatenessP99Ms !== undefined && { canaryLatenessP99Ms }),
      ...(report && report.sent > 0 && { canaryLoss: 1 - report.received / report.sent }),
    };
  }

  end(): void {
    this.#delay.disable();
  }
}
