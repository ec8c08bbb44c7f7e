import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { spawnServer } from '../src/server/spawn.js';
import type { BenchmarkResult } from './benchmark-result.js';
import type { CrowdOutcome } from './crowd/crowd-process.js';
import { type CrowdTask, type Show, shows } from './crowd/shows.js';
import { cpuMsOf } from './livekit/process-usage.js';
import { watchIdle } from './machine-idle.js';
import { publish } from './results-file.js';

const { values: options } = parseArgs({
  options: {
    hold: { type: 'string', default: '60' },
    /** Only shows whose name contains this. */
    only: { type: 'string', default: '' },
  },
});

/** How large a crowd one generator holds beside the embedded server on the same machine: the whole path of a load test. */
const results: BenchmarkResult[] = [];
for (const show of shows.filter(({ name }) => name.includes(options.only))) results.push(...(await run(show)));
publish(results);
process.exit();

async function run(show: Show): Promise<BenchmarkResult[]> {
  console.log(`\n${show.name}, ${show.video}, one generator and the embedded server on ${cpus().length} CPUs`);
  const server = await spawnServer();
  const generator = fork(fileURLToPath(new URL('./crowd/crowd-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  try {
    const [idle, serverCpuMs, startedAt] = [watchIdle(), cpuMsOf(server.pid), performance.now()];
    const { url, secret } = server;
    generator.send({ ...show, url, secret, holdSeconds: Number(options.hold) } satisfies CrowdTask);
    const [outcome] = (await Promise.race([once(generator, 'message'), endOf(generator)])) as [CrowdOutcome];
    const serverCores = (cpuMsOf(server.pid) - serverCpuMs) / (performance.now() - startedAt);
    const { health, ...rest } = outcome;
    console.log({ ...rest, serverCores, idle: idle() });
    console.log(health);
    return judge(show, outcome);
  } finally {
    generator.kill('SIGKILL');
    await server.close();
  }
}

async function endOf(generator: ReturnType<typeof fork>): Promise<never> {
  const [code] = await once(generator, 'exit');
  throw new Error(`The generator ended with ${code} before it told anything.`);
}

function judge({ name }: Show, outcome: CrowdOutcome): BenchmarkResult[] {
  const count = (what: string, value: number, unit: string, target: number): BenchmarkResult => ({
    name: `crowd, ${name}: ${what}`,
    value,
    unit,
    target: `== ${target}`,
    met: value === target,
  });
  return [
    count('verdict is passed', Number(outcome.verdict === 'passed'), 'of 1', 1),
    count('streams that flow', outcome.flowingStreams, 'streams', outcome.expectedStreams),
    count('joins that failed', outcome.joinFailures, 'joins', 0),
    count('causes for which the generator was not healthy', outcome.unhealthy.length, 'causes', 0),
  ];
}
