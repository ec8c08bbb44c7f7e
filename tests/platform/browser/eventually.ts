import { setTimeout as sleep } from 'node:timers/promises';

/** The first answer that satisfies the condition, asked again and again. Fails after `limitMs` with the last answer. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  condition: (answer: T) => boolean,
  limitMs = 15_000,
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
