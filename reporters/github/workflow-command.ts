import { plainText } from '../format/plain-text.js';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** GitHub shows no more of a level for one step of a job. */
export const mostAnnotations = 10;
/** GitHub cuts what is longer. */
const longestMessage = 4000;
const longestPath = 1000;

/** Where an annotation stands. */
export interface AnnotationPlace {
  /** Path within the repository. */
  readonly file: string;
  readonly line: number;
}

/** What an annotation says. */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  /** Each a line of the message. */
  readonly lines: readonly string[];
  /** Default: it belongs to the run as a whole. */
  readonly place?: AnnotationPlace | undefined;
}

/** A line that GitHub Actions shows as an annotation. */
export function annotationCommand({ level, title, lines, place }: Annotation): string {
  const message = lines.map((line) => plainText(line, 800)).join('\n');
  const shown = message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message;
  const at = place ? `file=${escapeProperty(plainText(place.file, longestPath))},line=${place.line},` : '';
  return `::${level} ${at}title=${escapeProperty(plainText(title, 120))}::${escapeData(shown)}`;
}

/** As `@actions/core` escapes: the runner undoes exactly this. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
