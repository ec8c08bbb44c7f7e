// Checks and runs test files with Node's runner: node scripts/test.mjs check unit platform inline, or single files. Processes run side
// by side as scripts/test/groups.mjs says, or as many as --jobs says. All of them run whatever fails, and the end names what did. What
// failed beside others is run once more alone, and judged by that.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { toRepeat } from './test/beside-others.mjs';
import { endAll } from './test/children.mjs';
import { groups } from './test/groups.mjs';
import { jobsOf } from './test/jobs.mjs';
import { processors } from './test/processors.mjs';
import { runJob } from './test/run-job.mjs';
import { hasFailed, summary } from './test/summary.mjs';

/** What an interrupted job may take to end what it started. */
const graceSeconds = 5;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values, positionals } = parseArgs({ options: { jobs: { type: 'string' } }, allowPositionals: true });
const jobs = jobsOf(root, positionals);
const folder = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-test-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, async () => {
    // npm passes on what a terminal has sent to all.
    if (interrupted) return;
    interrupted = true;
    await endAll(graceSeconds);
    process.exit(1);
  });
const startedAt = performance.now();
const results = [];

async function run(job) {
  if (interrupted) return;
  const live = jobs.length === 1;
  const result = await runJob(job, { root, folder, live });
  results.push(result);
  if (live) return;
  const heading = `${hasFailed(result) ? '✖' : '✔'} ${job.title}: ${result.seconds.toFixed(1)} s`;
  console.log(`\n── ${heading} (${results.length} of ${jobs.length})\n${result.output.trimEnd()}`);
}

let running = Promise.resolve();
for (const { name, besides, atOnce } of groups) {
  if (!besides || values.jobs) await running;
  const limit = pLimit(Number(values.jobs ?? atOnce(processors())));
  const ofGroup = jobs.filter(({ group }) => group === name);
  running = Promise.all([running, ...ofGroup.map((job) => limit(run, job))]);
}
await running;
for (const besideOthers of toRepeat(results)) {
  if (interrupted) break;
  console.log(`\n── Alone, once more: ${besideOthers.job.title}`);
  const result = await runJob(besideOthers.job, { root, folder, live: true });
  results.splice(results.indexOf(besideOthers), 1, { ...result, besideOthers });
}

console.log(summary(results, (performance.now() - startedAt) / 1000));
process.exitCode = interrupted || results.some(hasFailed) ? 1 : 0;
