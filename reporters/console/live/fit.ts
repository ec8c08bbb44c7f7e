import widthOf from 'fast-string-truncated-width';
import type { Paint } from '../colours.js';

/** A part of a line, in one style. Its text has no escapes. */
export interface Span {
  readonly text: string;
  readonly style?: Parameters<Paint>[0];
}

/** Columns that a text takes in a terminal; wide characters take two. */
export const columnsOf = (text: string): number => widthOf(text).width;

/** Text of at most so many columns, with `…` where it was cut. */
export function fitText(text: string, columns: number): string {
  if (columns < 1) return '';
  const { ellipsed, truncated, index } = widthOf(text, { limit: columns, ellipsis: '…' });
  return truncated ? `${text.slice(0, index)}${ellipsed ? '…' : ''}` : text;
}

/** One line of at most so many columns. */
export function fitLine(spans: readonly Span[], columns: number, paint: Paint): string {
  let left = columns;
  return spans
    .map(({ text, style }) => {
      const fitted = fitText(text, left);
      left = fitted === text ? left - columnsOf(text) : 0;
      return style && fitted !== '' ? paint(style, fitted) : fitted;
    })
    .join('');
}
