import path from 'node:path';
import { compareRuns } from '../reporters/compare/compare-runs.js';
import { compareText } from '../reporters/compare/console.js';
import { comparePage } from '../reporters/compare/page.js';
import { compareSvg } from '../reporters/compare/svg.js';
import { colours, noColours, stylesWanted } from '../reporters/console/colours.js';
import { readVerdict } from '../reporters/json/read-verdict.js';
import { LoadError, messageOf } from '../src/model/errors.js';
import { printable } from '../src/model/printable.js';
import { writeAtomically } from '../src/model/write-atomically.js';
import type { CompareCommand } from './arguments/compare-arguments.js';

/**
 * Prints the runs beside each other, and draws them into a file if one is wanted.
 * @throws LoadError `VERDICT_INVALID` for a file that cannot be read
 */
export async function compare({ files, output }: CompareCommand): Promise<void> {
  const names = runNames(files);
  const verdicts = await Promise.all(files.map(async (at, i) => ({ name: names[i]!, file: await readVerdict(at) })));
  const comparison = compareRuns(verdicts);
  const paint = stylesWanted() ? colours : noColours;
  process.stdout.write(printable(compareText(comparison, paint), { styles: true }));
  if (!output) return;
  try {
    await writeAtomically(output.file, output.format === 'html' ? comparePage(comparison) : compareSvg(comparison));
  } catch (thrown) {
    throw new LoadError('INVALID_CONFIG', `${output.file} cannot be written: ${messageOf(thrown)}.`, { cause: thrown });
  }
  process.stdout.write(`${output.file}\n`);
}

/** What tells files apart: their paths without the folder that all share, without `verdict.json` and the report's own folder. */
export function runNames(files: readonly string[]): string[] {
  const parts = files.map((file) => {
    const of = path.resolve(file).split(path.sep);
    return of.at(-1) === 'verdict.json' ? of.slice(0, -1) : of;
  });
  const shared = longestShared(parts);
  return parts.map((of) => of.slice(Math.min(shared, of.length - 1)).join('/'));
}

function longestShared(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  const differs = first.findIndex((part, i) => paths.some((other) => other[i] !== part));
  return differs === -1 ? first.length : differs;
}
