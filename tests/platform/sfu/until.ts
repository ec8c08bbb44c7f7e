import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something holds; fails with what was waited for. The limit is long after what anything here takes on a machine that is not
 * starved for a while.
 */
export async function until(condition: () => boolean, what: string, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) assert.fail(`waited ${withinMs} ms for ${what}`);
    await sleep(5);
  }
}
