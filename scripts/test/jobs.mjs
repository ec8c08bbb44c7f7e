// What `node scripts/test.mjs` shall run: jobs, each of which is one process, most of them with one test file.
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { alone, browsing, measuring } from './groups.mjs';

/**
 * @typedef {object} Job
 * @property {string} title
 * @property {readonly string[]} files Test files; none: `npm run check`.
 * @property {string} group Name of one of the groups.
 */

/** Inline tests come before platform tests, because they take longest. */
const order = ['check', 'unit', 'inline', 'platform'];

/**
 * @param {string} root
 * @param {readonly string[]} wanted `check`, `unit`, `platform`, `inline`, or single files
 * @returns {Job[]}
 * @throws Error if there is nothing of a name
 */
export function jobsOf(root, wanted) {
  const stale = [...browsing, ...Object.keys(measuring), ...Object.keys(alone)].filter((name) => !isThere(root, name));
  if (stale.length > 0) throw new Error(`scripts/test/groups.mjs names what is not there: ${stale.join(', ')}.`);
  const ordered = [...wanted].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return ordered.flatMap((name) => {
    if (name === 'check') return [{ title: 'npm run check', files: [], group: 'computing' }];
    const files = filesOf(root, name);
    return name === 'unit' ? inSharedProcesses(files) : files.map(inProcessOfItsOwn);
  });
}

/** @param {string} beginning of paths of files */
function isThere(root, beginning) {
  const [folder, name] = [path.posix.dirname(`${beginning}.`), path.posix.basename(`${beginning}.`).slice(0, -1)];
  return (
    existsSync(path.join(root, folder)) && readdirSync(path.join(root, folder)).some((file) => file.startsWith(name))
  );
}

function filesOf(root, name) {
  if (/\.test\.ts$/.test(name)) return [path.relative(root, path.resolve(name))];
  const folder = path.join('tests', name);
  const found = existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder), { recursive: true }) : [];
  const files = found.filter((file) => file.endsWith('.test.ts')).map((file) => path.join(folder, file));
  if (files.length === 0) throw new Error(`There is no test file in ${folder}.`);
  return files.sort();
}

const inProcessOfItsOwn = (file) => ({ title: file, files: [file], group: groupOf(file) });

function groupOf(file) {
  if (file in alone) return 'alone';
  if (file in measuring) return 'measuring';
  return browsing.some((beginning) => file.startsWith(beginning)) ? 'browsing' : 'waiting';
}

/** Unit tests have as many processes as there are processors. */
function inSharedProcesses(files) {
  const processes = Math.min(availableParallelism(), files.length);
  return Array.from({ length: processes }, (_, i) => ({
    title: processes === 1 ? 'unit' : `unit, part ${i + 1} of ${processes}`,
    files: files.filter((_, at) => at % processes === i),
    group: 'computing',
  }));
}
