// Runs one job of `node scripts/test.mjs` in a process of its own.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { end, watch } from './children.mjs';
import { waitedForProcessorsMs } from './waited-for-processors.mjs';

const inOneProcess = fileURLToPath(new URL('./in-one-process.mjs', import.meta.url));
const outcomes = fileURLToPath(new URL('./outcomes.mjs', import.meta.url));
/** What outlives it may hold its output open for no longer. */
const outputLimitMs = 2000;

/** What it takes and returns is in run-job.d.mts. */
export async function runJob(job, { root, folder, live = false, limitSeconds = 900, graceSeconds = 5 }) {
  const told = path.join(folder, `${job.title.replaceAll(/\W+/g, '-')}.jsonl`);
  const [command, ...args] = job.files.length === 0 ? ['npm', 'run', 'check'] : testCommand(job.files, told);
  const startedAt = performance.now();
  const waitedBefore = waitedForProcessorsMs();
  const output = live ? 'inherit' : 'pipe';
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', output, output] });
  watch(child);
  let text = '';
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams)
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let hangs = false;
  const timer = setTimeout(() => {
    hangs = true;
    end(child, graceSeconds);
  }, limitSeconds * 1000);
  const { error, exitCode, signal } = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  clearTimeout(timer);
  if (!error) await Promise.race([closed, sleep(outputLimitMs, undefined, { ref: false })]);
  for (const stream of streams) stream.destroy();
  const tests = testsIn(told);
  const ended = signal ? `was ended by ${signal}` : `ended with exit code ${exitCode}`;
  const trouble = [
    [error !== undefined, `could not be started: ${error?.message}`],
    [hangs, `did not end within ${limitSeconds} s`],
    [Boolean(signal), ended],
    [exitCode !== 0 && !tests.some(({ outcome }) => outcome === 'failed'), ended],
    [job.files.length > 0 && tests.length === 0, 'ran no test'],
  ].find(([applies]) => applies)?.[1];
  const seconds = (performance.now() - startedAt) / 1000;
  const waited = waitedForProcessorsMs();
  const waitedShare = waited === undefined ? undefined : (waited - waitedBefore) / 1000 / seconds;
  return { job, seconds, output: text, tests, trouble, waitedShare };
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
