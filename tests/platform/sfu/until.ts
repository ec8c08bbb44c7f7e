import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds; fails with what was waited for. Ten seconds are far more than anything here takes. */
export async function until(condition: () => boolean, what: string, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) assert.fail(`waited ${withinMs} ms for ${what}`);
    await sleep(5);
  }
}
