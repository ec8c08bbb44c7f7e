import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

/** Takes something from a process; call the result when the process is gone. */
export type Starving = (pid: number) => () => Promise<void>;

const cgroupRoot = '/sys/fs/cgroup/cpu';
const periodMicros = 100_000;

/** At most this share of one processor, by a cgroup (version 1). @throws where no cgroup can be made */
export const cpuQuota =
  (share: number): Starving =>
  (pid) => {
    const group = `${cgroupRoot}/playwright-openvidu-blame-${pid}`;
    mkdirSync(group);
    writeFileSync(`${group}/cpu.cfs_period_us`, String(periodMicros));
    writeFileSync(`${group}/cpu.cfs_quota_us`, String(Math.round(share * periodMicros)));
    writeFileSync(`${group}/cgroup.procs`, String(pid));
    return async () => rmdirSync(group);
  };

/** One processor for the process and for so many others that never rest. */
export const busyLoops =
  (loops: number, processor: number): Starving =>
  (pid) => {
    pinTo(processor, pid);
    const others = Array.from({ length: loops }, () => spinOn(processor));
    return async () => {
      for (const other of others) other.kill('SIGKILL');
    };
  };

/** All threads of a process. */
export function pinTo(processor: number, pid: number): void {
  execFileSync('taskset', ['-apc', String(processor), String(pid)], { stdio: 'ignore' });
}

function spinOn(processor: number): ChildProcess {
  const endless = 'setTimeout(() => process.exit(), 120_000).unref(); while (process.uptime() < 120) Math.random();';
  return spawn('taskset', ['-c', String(processor), process.execPath, '-e', endless], { stdio: 'ignore' });
}

/** Why starving by a CPU quota cannot be tried here; undefined if it can. */
export function quotaObstacle(): string | undefined {
  const group = `${cgroupRoot}/playwright-openvidu-blame-probe`;
  try {
    mkdirSync(group);
    rmdirSync(group);
    return undefined;
  } catch (thrown) {
    return `no CPU quota can be set: ${cgroupRoot} (cgroup version 1) is not writable (${(thrown as Error).message})`;
  }
}
