import { setTimeout as sleep } from 'node:timers/promises';

/** The first answer that satisfies the condition, asked again and again. Fails after 15 s with the last answer. */
export async function eventually<T>(ask: () => T | Promise<T>, condition: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (condition(answer)) return answer;
    if (Date.now() > end) throw new Error(`It did not come to that within 15 s; in the end: ${JSON.stringify(answer)}`);
    await sleep(50);
  }
}
