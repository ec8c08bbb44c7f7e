import { plainText } from '../format/plain-text.js';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** GitHub shows no more of a level for one step of a job. */
export const mostAnnotations = 10;
/** GitHub cuts what is longer. */
const longestMessage = 4000;

/**
 * A line that GitHub Actions shows as an annotation.
 * @param lines each a line of the message
 */
export function annotation(level: AnnotationLevel, title: string, lines: readonly string[]): string {
  const message = lines.map((line) => plainText(line, 800)).join('\n');
  const shown = message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message;
  return `::${level} title=${escapeProperty(plainText(title, 120))}::${escapeData(shown)}`;
}

/** As `@actions/core` escapes: the runner undoes exactly this. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
