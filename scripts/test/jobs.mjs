// What `node scripts/test.mjs` shall run: jobs, each of which is one process, most of them with one test file.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { groupOf, staleEntries } from './groups.mjs';
import { processors } from './processors.mjs';

/** Inline tests come before platform tests, because they take longest. */
const order = ['check', 'unit', 'inline', 'platform'];

/**
 * @param {string} root
 * @param {readonly string[]} wanted `check`, `unit`, `platform`, `inline`, or single files
 * @returns {import('./run-job.mjs').Job[]}
 * @throws Error if there is nothing of a name
 */
export function jobsOf(root, wanted) {
  const all = readdirSync(path.join(root, 'tests'), { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `tests/${file.replaceAll(path.sep, '/')}`)
    .sort();
  const stale = staleEntries(all);
  if (stale.length > 0) throw new Error(`scripts/test/groups.mjs names what is not there: ${stale.join(', ')}.`);
  const ordered = [...wanted].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return ordered.flatMap((name) => {
    if (name === 'check') return [{ title: 'npm run check', files: [], group: 'computing' }];
    const files = name.endsWith('.test.ts')
      ? [path.relative(root, path.resolve(name))]
      : all.filter((file) => file.startsWith(`tests/${name}/`));
    if (files.length === 0) throw new Error(`There is no test file in tests/${name}.`);
    return name === 'unit' ? inSharedProcesses(files) : files.map(inProcessOfItsOwn);
  });
}

const inProcessOfItsOwn = (file) => ({ title: file, files: [file], group: groupOf(file) });

/** Unit tests have as many processes as there are processors. */
function inSharedProcesses(files) {
  const processes = Math.min(processors(), files.length);
  return Array.from({ length: processes }, (_, i) => ({
    title: processes === 1 ? 'unit' : `unit, part ${i + 1} of ${processes}`,
    files: files.filter((_, at) => at % processes === i),
    group: 'computing',
  }));
}
