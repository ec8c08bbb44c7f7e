// How long some process of the machine has had to wait for a processor: Linux's pressure stall information.
import { readFileSync } from 'node:fs';

const file = '/proc/pressure/cpu';

/** @returns {number | undefined} since the machine started; undefined where the kernel does not say */
export function waitedForProcessorsMs() {
  try {
    const microseconds = /^some .*total=(\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
    return microseconds === undefined ? undefined : Number(microseconds) / 1000;
  } catch {
    // Other systems, and kernels without it.
    return undefined;
  }
}
