import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nToN, resolveScenario, soak, thresholds } from '../src/scenario/index.js';
import { bundledScript } from '../tests/platform/report/bundled-script.js';
import { atMost, type BenchmarkResult } from './benchmark-result.js';
import type { Merged, MergeTask } from './merging/merge-process.js';
import { writeEvidence } from './merging/write-evidence.js';

const generators = 64;
const steps = 60;
const most = { cpuSeconds: 10, peakMb: 500 };

/** The evidence that is merged: so many streams a step over all generators, or of each of them. */
const runs = [
  { name: '1,000 streams a step', roomSize: 2, rooms: 252 },
  { name: '64 × 1,000 streams a step', roomSize: 7, rooms: 12 * generators },
] as const;

/** What it takes to merge the evidence of 64 generators and 60 steps, and to render it in every format. */
export async function benchMerging(): Promise<BenchmarkResult[]> {
  const results: BenchmarkResult[] = [];
  for (const run of runs) results.push(...(await measure(run)));
  return results;
}

async function measure({ name, roomSize, rooms }: (typeof runs)[number]): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-merging-'));
  try {
    const scenario = resolveScenario('merged', {
      topology: nToN(roomSize),
      load: soak({ sessions: rooms, hold: '30s', for: `${steps * 30}s`, joinsPerSecond: 1000 }),
      participants: { browser: { count: 1 } },
      thresholds: thresholds({
        joinTime: ['p95 < 3000'],
        'video.framesPerSecond': ['p5 >= 24'],
        'video.residualLoss': ['p95 < 0.02'],
      }),
    });
    const { evidence, streams, bytes, mergeMs } = await writeEvidence(scenario, generators, folder);
    const script = path.join(folder, 'page-script.js');
    writeFileSync(script, await bundledScript());
    const report = path.join(folder, 'report');
    const merged = await mergeApart({ evidence, folder: report, script });
    if (merged.problems.length > 0 || merged.steps !== steps)
      throw new Error(`The merge went wrong: ${merged.steps} steps, ${merged.problems.join(' ')}`);
    const megabytes = (statSync(path.join(report, 'index.html')).size / 1e6).toFixed(1);
    console.log(
      `${name}: ${streams} streams, ${(bytes / 1e6).toFixed(0)} MB of evidence, a page of ${megabytes} MB, ${merged.verdict}; a generator merges a step in ${mergeMs.toFixed(1)} ms`,
    );
    return [
      atMost(`merging and rendering, ${name}`, merged.cpuSeconds, 's of CPU', most.cpuSeconds),
      atMost(`memory of that merge, ${name}`, merged.peakMb, 'MB', most.peakMb),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In a process of its own, so that its memory is known. */
async function mergeApart(task: MergeTask): Promise<Merged> {
  // Extra options of Node for the merge, such as --cpu-prof.
  const options = process.env.MERGE_NODE_OPTIONS?.split(' ') ?? [];
  const child = fork(fileURLToPath(new URL('./merging/merge-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', ...options],
  });
  child.send(task);
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The merge ended with ${code}.`)));
  const [merged] = await Promise.race([once(child, 'message') as Promise<[Merged]>, failed]);
  child.disconnect();
  await failed.catch(() => {});
  return merged;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await benchMerging());
