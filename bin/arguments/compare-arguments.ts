import { readArguments, UsageError } from './read-arguments.js';

export const compareUsage = `Usage: playwright-openvidu compare <verdict.json> <verdict.json> … [--output <file>]

Prints what runs came to, beside each other and as curves, in the order given. A folder stands for its verdict.json.

Options:
  --output <file>   also draw it: a page (.html) or a picture (.svg)

Exit code: 0, or 1 if a file cannot be read, 2 for wrong use. It judges nothing.
`;

export interface CompareCommand {
  readonly name: 'compare';
  readonly files: readonly string[];
  readonly output?: { readonly file: string; readonly format: 'html' | 'svg' };
}

/** More runs than this neither fit into a table nor into a chart. */
const mostRuns = 50;

/** @throws UsageError for an unknown or wrong option, or too few or too many files */
export function parseCompare(args: readonly string[]): CompareCommand {
  const { values, positionals: files } = readArguments(args, { output: { type: 'string' } });
  if (files.length < 2 || files.length > mostRuns)
    throw new UsageError(`compare takes 2 to ${mostRuns} files verdict.json, given ${files.length}; see --help.`);
  const { output } = values;
  if (output === undefined) return { name: 'compare', files };
  const format = /\.(html|svg)$/.exec(output)?.[1] as 'html' | 'svg' | undefined;
  if (!format) throw new UsageError(`"${output}" is no page and no picture; give --output a file .html or .svg.`);
  return { name: 'compare', files, output: { file: output, format } };
}
