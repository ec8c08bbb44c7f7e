import { columnsOf } from './fit.js';

// What takes the cursor to a column that does not depend on where it was: line ends, and moves by lines or to a column.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what it looks for
const anchors = /[\n\r]|\u001b\[(\d*)([EFG])/g;

// What moves the cursor within its line, by as much as it says or to the next tab stop.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what it looks for
const moves = /\t|\u0008|\u001b\[(\d*)([CD])/g;
const tabColumns = 8;

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
  const rest = text.slice(end);
  let done = 0;
  for (const match of rest.matchAll(moves)) {
    const at = Math.min(afterText(column, rest.slice(done, match.index), columns), columns - 1);
    done = match.index + match[0].length;
    column = Math.max(0, Math.min(movedFrom(at, match), columns - 1));
  }
  return afterText(column, rest.slice(done), columns);
}

function afterText(column: number, text: string, columns: number): number {
  const at = column + columnsOf(text);
  // At the right edge it waits for the next character, and wraps only then.
  return at > 0 && at % columns === 0 ? columns : at % columns;
}

function movedFrom(column: number, [move, count, direction]: RegExpMatchArray): number {
  if (move === '\t') return (Math.floor(column / tabColumns) + 1) * tabColumns;
  const by = Number(count) || 1;
  return direction === 'C' ? column + by : column - by;
}
