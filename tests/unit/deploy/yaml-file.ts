import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

export const textOf = (file: string): string => readFileSync(path.join(repository, file), 'utf8');

/** The documents of a YAML file; throws at what is no YAML 1.2, such as a key that is there twice. */
export function yamlOf(file: string): unknown[] {
  return parseAllDocuments(textOf(file)).map((document) => {
    const [error] = [...document.errors, ...document.warnings];
    if (error) throw error;
    return document.toJS() as unknown;
  });
}

/** The comment at the top of a file. */
export const headOf = (file: string): string =>
  textOf(file)
    .split('\n')
    .filter((_, i, lines) => lines.slice(0, i + 1).every((line) => line.startsWith('#')))
    .join('\n');
