import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port.js';

const startLimitMs = 30_000;

/** A real Prometheus on loopback that scrapes every second. */
export interface PrometheusServer {
  readonly url: string;
  /** Values of an instant query, with their labels. */
  query(query: string): Promise<{ readonly labels: Record<string, string>; readonly value: number }[]>;
  /** Asks until the answer satisfies; the last answer is in the error if it never does. */
  until<T>(query: string, look: (found: Awaited<ReturnType<PrometheusServer['query']>>) => T | undefined): Promise<T>;
  close(): Promise<void>;
}

const missing = (command: string) =>
  `${command} is not installed (node scripts/setup.mjs --test-servers installs it as root)`;
const isHere = (command: string) => spawnSync(command, ['--version']).status === 0;

/** Why tests that need these commands are skipped, or `false`. In CI they run and fail: nobody reads of skipped tests there. */
export function skipWithout(...commands: readonly string[]): string | false {
  const lacking = commands.find((command) => !isHere(command));
  return lacking !== undefined && !process.env.CI && missing(lacking);
}

/**
 * Starts one that scrapes these addresses (`127.0.0.1:9100`), and keeps what it finds for the test only. The caller closes it.
 * @param command default: Debian's, which does not take OTLP
 */
export async function startPrometheus(
  targets: readonly string[],
  { command = 'prometheus', args = [] }: { readonly command?: string; readonly args?: readonly string[] } = {},
): Promise<PrometheusServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-prometheus-'));
  const scrapes = targets.map(
    (target, i) => `  - { job_name: target-${i + 1}, static_configs: [{ targets: ['${target}'] }] }`,
  );
  const config = ['global: { scrape_interval: 1s, scrape_timeout: 1s }', 'scrape_configs:', ...scrapes].join('\n');
  writeFileSync(path.join(folder, 'prometheus.yml'), config);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = start(command, [
    ...args,
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  await answers(`${url}/-/ready`, child);
  const query: PrometheusServer['query'] = async (text) => {
    const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: text })}`);
    const body = (await response.json()) as {
      error?: string;
      data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
    };
    if (!body.data) throw new Error(`Prometheus refused ${text}: ${body.error}`);
    return body.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  };
  return {
    url,
    query,
    until: async (text, look) => {
      for (const end = Date.now() + startLimitMs; ; await sleep(100)) {
        const found = await query(text);
        const satisfied = look(found);
        if (satisfied !== undefined) return satisfied;
        if (Date.now() > end) throw new Error(`${text} gave ${JSON.stringify(found)}`);
      }
    },
    close: async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts Debian's node exporter, which tells of this machine. */
export async function startNodeExporter(): Promise<{ readonly target: string; close(): Promise<void> }> {
  const target = `127.0.0.1:${await freePort()}`;
  const child = start('prometheus-node-exporter', [`--web.listen-address=${target}`]);
  await answers(`http://${target}/metrics`, child);
  return { target, close: child.stop };
}

interface Child {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

function start(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
  const ended = once(child, 'exit').catch((error: Error) => {
    output += error.message;
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    process: child,
    output: () => output,
    stop: async () => {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}

async function answers(url: string, { process: child, output }: Child): Promise<void> {
  for (const end = Date.now() + startLimitMs; ; await sleep(50)) {
    const response = await fetch(url).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return;
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${child.spawnfile} did not start: ${output()}`);
  }
}
