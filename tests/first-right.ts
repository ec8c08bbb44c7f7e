/** What comes of the first of so many attempts that is as it should be, else of the last. */
export async function firstRight<T>(
  attempt: () => Promise<T>,
  isRight: (outcome: T) => boolean,
  attempts: number,
): Promise<T> {
  let outcome = await attempt();
  for (let made = 1; made < attempts && !isRight(outcome); made++) outcome = await attempt();
  return outcome;
}
