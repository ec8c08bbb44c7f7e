import { writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** Enough that generators are served in time, and not so much that the server starves while a processor is to be had. */
const niceness = 5;
const autogroupFile = '/proc/self/autogroup';

/**
 * Lets the generators on the same machine go first: a late participant spoils the measurement, a late server is what is
 * measured. Linux shares the processors among sessions of processes before it looks
 * at the niceness of one (sched(7), autogroup), and a detached process is a session of its own: both are set.
 */
export function runBehindGenerators(): void {
  setPriority(Math.max(niceness, getPriority()));
  try {
    writeFileSync(autogroupFile, String(niceness));
  } catch {
    // A system without autogroups, or that lets nobody set them: niceness alone decides there.
  }
}
