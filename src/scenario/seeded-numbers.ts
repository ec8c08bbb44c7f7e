import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed, whatever the machine; each in 0 < x < 1. */
export function seededNumbers(seed: string): () => number {
  let drawn = 0;
  return () => {
    const bytes = createHash('sha256').update(`${seed}/${drawn++}`).digest();
    return (bytes.readUIntBE(0, 6) + 0.5) / 2 ** 48;
  };
}
