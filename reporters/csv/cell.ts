import { plainText } from '../format/plain-text.js';

// Spreadsheets take a text that begins so for a formula.
const formula = /^[=+\-@]/;

/** A value as a field of RFC 4180. Text is one line, and never a formula. */
export function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const line = plainText(value);
  const text = formula.test(line) ? `'${line}` : line;
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A record of RFC 4180, with its end. */
export const csvRecord = (values: readonly (string | number | undefined)[]): string =>
  `${values.map(csvField).join(',')}\r\n`;
