import { createHash } from 'node:crypto';

/** The numbers below `count` in an order that looks random and is the same for the same seed, whatever the machine. */
export function seededOrder(count: number, seed: string): number[] {
  return seededShuffle(
    Array.from({ length: count }, (_, i) => i),
    String,
    seed,
  );
}

/** The same for any list. @param keyOf what tells its elements apart */
export function seededShuffle<T>(list: readonly T[], keyOf: (of: T) => string, seed: string): T[] {
  return list
    .map((of) => ({
      of,
      rank: createHash('sha256')
        .update(`${seed}/${keyOf(of)}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ of }) => of);
}
