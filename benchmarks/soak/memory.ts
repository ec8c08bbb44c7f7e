import { readFileSync } from 'node:fs';
import { processesWith } from '../../tests/inline/processes.js';

/** Processes of a run whose memory must not grow. */
export const roles = ['main process', 'worker', 'server'] as const;
export type Role = (typeof roles)[number];

/** Memory of a run's processes at one moment, in MB of resident set, by role. */
export type MemoryReading = Partial<Record<Role, number>>;

const commands: Readonly<Record<Role, RegExp>> = {
  'main process': /@playwright\/test\/cli\.js test/,
  worker: /workerProcessEntry\.js/,
  server: /src\/server\/main\.js/,
};

/** Reads the memory of all processes whose environment carries `marker`. */
export function readMemory(marker: string): MemoryReading {
  const processes = processesWith(marker);
  return Object.fromEntries(
    roles.flatMap((role) => {
      const found = processes.filter(({ command }) => commands[role].test(command));
      const sizes = found.map(({ pid }) => residentMb(pid));
      return sizes.length === 0 ? [] : [[role, sizes.reduce((sum, size) => sum + size, 0)]];
    }),
  );
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Growth of the median of the last fifth of a soak over that of its first fifth, as a ratio. */
export function growth(sizes: readonly number[]): number {
  const fifth = Math.max(1, Math.floor(sizes.length / 5));
  return median(sizes.slice(-fifth)) / median(sizes.slice(0, fifth)) - 1;
}

export function median(sizes: readonly number[]): number {
  return [...sizes].sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? Number.NaN;
}
