import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Ids and command lines of the processes whose environment carries `marker`. */
export function processesWith(marker: string): { pid: number; command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'utf8').includes(marker)) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // A process that has ended and waits for its parent has no command line any more.
      return command === '' ? [] : [{ pid: Number(name), command }];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

/** Waits until none is left, at most 10 s; returns those that stayed. */
export async function waitForNone(marker: string): Promise<{ pid: number; command: string }[]> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const left = processesWith(marker);
    if (left.length === 0 || performance.now() > deadline) return left;
    await delay(100);
  }
}
