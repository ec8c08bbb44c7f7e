const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar of so many columns: what is done, and what is not. @param share from 0 to 1 */
export function bar(share: number, columns: number): readonly [done: string, open: string] {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const part = eighths[filled % 8] ?? '';
  const done = '█'.repeat(Math.floor(filled / 8)) + part;
  return [done, '░'.repeat(columns - done.length)];
}
