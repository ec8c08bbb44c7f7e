import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The first answer that satisfies the condition, asked again and again. Fails after `limitMs` with the last answer: long after an
 * undisturbed machine comes to it, for one that is starved for a while.
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  condition: (answer: T) => boolean,
  limitMs = 60_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (condition(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`It did not come to that within ${limitMs} ms; in the end: ${JSON.stringify(answer)}`);
    await sleep(50);
  }
}
