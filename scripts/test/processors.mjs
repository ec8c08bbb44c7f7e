import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Of a container, which may use a part of its machine's processors: microseconds per period, of cgroup version 2 and 1. */
const quotas = [
  () => read('/sys/fs/cgroup/cpu.max').split(' '),
  () => [read('/sys/fs/cgroup/cpu/cpu.cfs_quota_us'), read('/sys/fs/cgroup/cpu/cpu.cfs_period_us')],
];

/** Processors that this process may use, at least 1. */
export function processors() {
  const shares = quotas.map((quota) => {
    const [used, period] = quota().map(Number);
    return used > 0 && period > 0 ? used / period : Number.POSITIVE_INFINITY;
  });
  return Math.max(1, Math.floor(Math.min(availableParallelism(), ...shares)));
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Another system, or another version of cgroups.
    return '';
  }
}
