import { readFileSync } from 'node:fs';

/** Running totals that the kernel keeps of this process and machine. Absent where the system does not tell. */
export interface MachineCounters {
  /** Milliseconds that this process's main thread waited for a CPU. */
  readonly runQueueWaitMs?: number;
  /** Milliseconds that the cgroup kept it from running. */
  readonly throttledMs?: number;
  /** Jiffies of the whole machine. */
  readonly idle?: number;
  readonly total?: number;
}

/** Reads the counters; `read` returns a file's text, or undefined where there is none. */
export function readMachineCounters(read: (path: string) => string | undefined = readIfPresent): MachineCounters {
  const schedstat = read('/proc/self/schedstat')?.trim().split(/\s+/).map(Number);
  const throttledMs = readThrottledMs(read);
  const cpu = read('/proc/stat')
    ?.match(/^cpu +(.*)$/m)?.[1]
    ?.split(/\s+/)
    .map(Number);
  return {
    ...(schedstat?.[1] !== undefined && { runQueueWaitMs: schedstat[1] / 1e6 }),
    ...(throttledMs !== undefined && { throttledMs }),
    // Fields 4 and 5 of /proc/stat are idle and iowait; guest time (9 and 10) is already within user time.
    ...(cpu && {
      idle: (cpu[3] ?? 0) + (cpu[4] ?? 0),
      total: cpu.slice(0, 8).reduce((sum, jiffies) => sum + jiffies, 0),
    }),
  };
}

/** cgroup version 2 counts microseconds in the process's own group, version 1 nanoseconds in the group of the cpu controller. */
function readThrottledMs(read: (path: string) => string | undefined): number | undefined {
  const groups = read('/proc/self/cgroup') ?? '';
  const unified = groups.match(/^0::(.*)$/m)?.[1];
  const [, controller, group] = groups.match(/^\d+:(cpu(?:,cpuacct)?):(.*)$/m) ?? [];
  const folder = controller ? `/sys/fs/cgroup/${controller}${stripRoot(group)}` : `/sys/fs/cgroup${stripRoot(unified)}`;
  const stat = read(`${folder}/cpu.stat`) ?? '';
  const micros = stat.match(/^throttled_usec (\d+)$/m)?.[1];
  const nanos = stat.match(/^throttled_time (\d+)$/m)?.[1];
  if (micros !== undefined) return Number(micros) / 1e3;
  return nanos === undefined ? undefined : Number(nanos) / 1e6;
}

const stripRoot = (group: string | undefined) => (group === undefined || group === '/' ? '' : group);

/** A file's text, or undefined where there is none that may be read. */
export function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR') return undefined;
    throw thrown;
  }
}
