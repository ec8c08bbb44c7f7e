/**
 * So many rows too low is the cursor after a terminal became narrower, where that is drawn by xterm.js, as in VS Code. Others keep the
 * cursor on the character on which it was. xterm.js wraps lines from the bottom up, moves the cursor down by each row that this adds,
 * also where it is added below the cursor, and leaves alone the line at which the cursor is by then.
 * @param widths of the lines from the cursor's own down
 * @param columns of the terminal now
 */
export function rowsTooLow(widths: readonly number[], columns: number): number {
  return widths.reduceRight(
    (added, width, row) => (row === added ? added : added + Math.max(0, Math.ceil(width / columns) - 1)),
    0,
  );
}

/** Whether the terminal of this environment is drawn by xterm.js. */
export const isXtermJs = ({ TERM_PROGRAM: program = '' }: Readonly<Record<string, string | undefined>>): boolean =>
  ['vscode', 'hyper', 'tabby'].includes(program.toLowerCase());
