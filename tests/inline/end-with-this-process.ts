import type { ChildProcess } from 'node:child_process';

const kills = new Map<ChildProcess, () => void>();

process.once('exit', () => {
  for (const kill of kills.values())
    try {
      kill();
    } catch {
      // It ended just now.
    }
});
// By default a signal ends a process without `exit`.
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const)
  process.once(signal, () => process.exit(128 + number));

/** Kills what is not of this process's group, and would outlive a test file that hangs or is interrupted. */
export function endWithThisProcess(child: ChildProcess, kill: () => void): void {
  if (child.pid === undefined) return;
  kills.set(child, kill);
  child.once('close', () => kills.delete(child));
}
