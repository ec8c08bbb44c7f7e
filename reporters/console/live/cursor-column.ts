import { columnsOf } from './fit.js';

// What takes the cursor to a column that does not depend on where it was: line ends, and moves by lines or to a column.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what it looks for
const anchors = /[\n\r]|\u001b\[(\d*)([EFG])/g;

/**
 * Column of the cursor, from 0, after text was written.
 * @param before column before it
 * @param columns of the terminal
 */
export function columnAfter(before: number, text: string, columns: number): number {
  let column = before;
  let end = 0;
  for (const match of text.matchAll(anchors)) {
    end = match.index + match[0].length;
    column = match[2] === 'G' ? Math.max(0, Number(match[1] || 1) - 1) : 0;
  }
  const at = column + columnsOf(text.slice(end));
  // At the right edge it waits for the next character, and wraps only then.
  return at > 0 && at % columns === 0 ? columns : at % columns;
}
