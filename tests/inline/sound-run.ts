/** What a command printed. */
interface Printed {
  readonly output: string;
}

const attempts = 3;

/** A starved generator proves nothing, and the package says so. */
export const wasStarved = ({ output }: Printed): boolean =>
  /generator \d+ was not healthy|% of the planned load/.test(output.replaceAll(/\s+/g, ' '));

/** Runs again, twice at most, where a generator was starved: what is tested is another matter than what else the machine does. */
export async function soundRun<T extends Printed>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const result = await run();
    if (!wasStarved(result) || attempt === attempts) return result;
  }
}
