import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in `/proc`: the same on all Linux machines that Node runs on. */
const ticksPerSecond = 100;

/** CPU time of a process with all its threads and of all its children, in ms. */
export function cpuMsOf(pid: number): number {
  const own = statOf(pid);
  if (!own) return 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.parent === pid)
    .map(Number);
  return (own.ticks * 1000) / ticksPerSecond + children.reduce((sum, child) => sum + cpuMsOf(child), 0);
}

/** Resident memory of a process without its children, in MB. */
export function memoryMbOf(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? 0) / 1024;
}

/** `ticks`: in user and system mode, with those of children that have ended. Undefined if the process is gone. */
function statOf(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; what follows it begins with the state, field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    return undefined;
  }
}
