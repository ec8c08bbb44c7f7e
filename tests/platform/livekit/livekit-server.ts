import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../free-port.js';

const version = '1.13.5';
const startLimitMs = 20_000;
/** Media ports of one server; each server takes another range of as many. */
const mediaPorts = 2000;

/** A real livekit-server on loopback, for tests. */
export interface LivekitServer {
  /** Address for clients and REST. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Address of its Prometheus metrics. */
  readonly metricsUrl: string;
  readonly pid: number;
  close(): Promise<void>;
}

/** Where `npm run setup` puts it, or `LIVEKIT_SERVER_PATH`; undefined if there is none. */
export function livekitServerPath(): string | undefined {
  const installed = path.join(
    homedir(),
    '.cache',
    'playwright-openvidu',
    `livekit-server-${version}`,
    'livekit-server',
  );
  return [process.env.LIVEKIT_SERVER_PATH, installed].find((file) => file !== undefined && existsSync(file));
}

const missing = `livekit-server ${version} is not installed (node scripts/setup.mjs --test-servers installs it with Go)`;

/** Why tests that need it are skipped, or `false`. Where a CI could have it, they run and fail: nobody reads of skipped tests there. */
export const skipWithoutLivekit = livekitServerPath() === undefined && !(process.env.CI && goIsHere()) && missing;

/** Starts one with keys of its own. The caller closes it. @param rtc more of that part of its configuration. */
export async function startLivekitServer(rtc: Readonly<Record<string, unknown>> = {}): Promise<LivekitServer> {
  const file = livekitServerPath();
  if (file === undefined) throw new Error(missing);
  const [port, tcpPort, metricsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const firstMediaPort = 34_000 + mediaPorts * (process.pid % 8);
  const apiKey = `API${randomBytes(6).toString('hex')}`;
  const apiSecret = randomBytes(24).toString('hex');
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    keys: { [apiKey]: apiSecret },
    prometheus_port: metricsPort,
    rtc: {
      tcp_port: tcpPort,
      port_range_start: firstMediaPort,
      port_range_end: firstMediaPort + mediaPorts - 1,
      use_external_ip: false,
      enable_loopback_candidate: true,
      ips: { includes: ['127.0.0.1/32'] },
      interfaces: { includes: ['lo'] },
      ...rtc,
    },
    logging: { level: 'warn' },
  };
  const child = spawn(file, ['--config-body', JSON.stringify(config), '--node-ip', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + startLimitMs; ; await sleep(50)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`livekit-server did not start: ${output}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) break;
  }
  return {
    url,
    apiKey,
    apiSecret,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    pid: child.pid!,
    async close() {
      process.off('exit', kill);
      kill();
      await exited;
    },
  };
}

function goIsHere(): boolean {
  return spawnSync('go', ['version']).status === 0;
}
