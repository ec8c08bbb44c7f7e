// Runs one job of `node scripts/test.mjs` in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const inOneProcess = fileURLToPath(new URL('./in-one-process.mjs', import.meta.url));
const outcomes = fileURLToPath(new URL('./outcomes.mjs', import.meta.url));
/** Far more than any takes. Without it, one that hangs would keep the others from being told. */
const limitSeconds = 900;

/**
 * @typedef {object} Result
 * @property {import('./jobs.mjs').Job} job
 * @property {number} seconds
 * @property {string} output Empty if it was shown as it came.
 * @property {readonly { outcome: 'passed' | 'failed' | 'skipped', name: string, file?: string }[]} tests
 * @property {string | undefined} trouble How it ended, if that is wrong and no test says so.
 */

/**
 * @param {import('./jobs.mjs').Job} job
 * @param {{ root: string, folder: string, live: boolean }} options `folder`: for its own files; `live`: show the output as it comes
 * @returns {Promise<Result>}
 */
export async function runJob(job, { root, folder, live }) {
  const told = path.join(folder, `${job.title.replaceAll(/\W+/g, '-')}.jsonl`);
  const [command, ...args] = job.files.length === 0 ? ['npm', 'run', 'check'] : testCommand(job.files, told);
  const startedAt = performance.now();
  const output = live ? 'inherit' : 'pipe';
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', output, output] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let text = '';
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams)
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  let hangs = false;
  const timer = setTimeout(() => {
    hangs = true;
    kill();
  }, limitSeconds * 1000);
  const closed = once(child, 'close');
  const [exitCode, signal] = await once(child, 'exit');
  clearTimeout(timer);
  process.off('exit', kill);
  // What outlives it may hold its output open.
  await Promise.race([closed, sleep(2000, undefined, { ref: false })]);
  for (const stream of streams) stream.destroy();
  const tests = testsIn(told);
  const ended = signal ? `was ended by ${signal}` : `ended with exit code ${exitCode}`;
  const trouble = [
    [hangs, `did not end within ${limitSeconds} s`],
    [signal !== null, ended],
    [exitCode !== 0 && !tests.some(({ outcome }) => outcome === 'failed'), ended],
    [job.files.length > 0 && tests.length === 0, 'ran no test'],
  ].find(([applies]) => applies)?.[1];
  return { job, seconds: (performance.now() - startedAt) / 1000, output: text, tests, trouble };
}

function testCommand(files, told) {
  const reporters = [
    ['spec', 'stdout'],
    [outcomes, told],
  ].flatMap(([reporter, destination]) => [`--test-reporter=${reporter}`, `--test-reporter-destination=${destination}`]);
  const programs = files.length === 1 ? files : [inOneProcess, ...files];
  return [process.execPath, '--import', 'tsx', ...reporters, ...programs];
}

function testsIn(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  // What a process that was killed had not finished writing.
  lines.pop();
  return lines.map((line) => JSON.parse(line));
}
