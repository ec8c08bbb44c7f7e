import { stripVTControlCharacters } from 'node:util';

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what it looks for
const style = /(\u001b\[[\d;]*m)/g;
const endStyles = '\u001b[0m';
// Controls but for line breaks, and the marks that turn the direction of what follows.
const unprintable = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/gu;

export interface PrintableOptions {
  /** Whether colours and styles stay; they end with the text. Default `false`. */
  readonly styles?: boolean;
}

/**
 * Lines of text in which something stands that a user or a server wrote, made harmless for a terminal and for the log of a CI system:
 * nothing moves the cursor, and nothing is obeyed as a command of GitHub Actions (`::error::`), Azure Pipelines (`##vso[`) or TeamCity.
 */
export function printable(text: string, { styles = false }: PrintableOptions = {}): string {
  if (!styles) return withoutCommands(plainLines(text));
  const parts = text.split(style);
  const clean = parts.map((part, i) => (i % 2 === 1 ? part : plainLines(part))).join('');
  if (parts.length === 1) return withoutCommands(clean);
  return withoutCommands(clean.endsWith('\n') ? `${clean.slice(0, -1)}${endStyles}\n` : clean + endStyles);
}

const plainLines = (text: string): string =>
  stripVTControlCharacters(text).replace(/\r\n?/g, '\n').replace(/\t/g, '    ').replace(unprintable, ' ');

/** The runner obeys `::` at the beginning of a line, behind any blanks, and `##[` anywhere in it. */
const withoutCommands = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replace(/##(?=\w*\[)/g, '# #');
