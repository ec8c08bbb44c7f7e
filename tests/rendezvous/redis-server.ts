import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { RedisAddress } from '../../src/model/redis-address.js';
import { freePort } from '../free-port.js';

const startLimitMs = 10_000;
export const keyPrefix = 'test-of-playwright-openvidu:';

/** A real Redis on loopback, for tests. */
export interface RedisServer {
  readonly address: RedisAddress;
  readonly pid: number;
  close(): Promise<void>;
}

export interface RedisServerOptions {
  readonly password?: string;
  /** PEM text. Clients must trust the certificate by themselves (`NODE_EXTRA_CA_CERTS`). */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Default: a free one. */
  readonly port?: number;
  /** Address that it listens on. Default: 127.0.0.1. */
  readonly host?: string;
  /** Command that runs it, such as `ip netns exec …`. */
  readonly within?: readonly string[];
}

const missing = 'redis-server is not installed (node scripts/setup.mjs --test-servers installs it as root)';
const isHere = spawnSync('redis-server', ['--version']).status === 0;

/** Why tests that need it are skipped, or `false`. In CI they run and fail: nobody reads of skipped tests there. */
export const skipWithoutRedis = !isHere && !process.env.CI && missing;

/** Starts one that keeps nothing on disk. The caller closes it. */
export async function startRedis({
  password,
  tls,
  port: givenPort,
  host = '127.0.0.1',
  within = [],
}: RedisServerOptions = {}): Promise<RedisServer> {
  if (!isHere) throw new Error(missing);
  const port = givenPort ?? (await freePort());
  const folder = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-redis-'));
  const file = (name: string, text: string) => {
    const at = path.join(folder, name);
    writeFileSync(at, text, { mode: 0o600 });
    return at;
  };
  const lines = [
    `bind ${host}`,
    'save ""',
    'appendonly no',
    'protected-mode no',
    `dir ${folder}`,
    `port ${tls ? 0 : port}`,
    ...(password ? [`requirepass "${password}"`] : []),
    ...(tls
      ? [
          `tls-port ${port}`,
          `tls-cert-file ${file('cert.pem', tls.cert)}`,
          `tls-key-file ${file('key.pem', tls.key)}`,
          'tls-auth-clients no',
        ]
      : []),
  ];
  // The password stands in the file, not on the command line.
  const [command = '', ...args] = [...within, 'redis-server', file('redis.conf', lines.join('\n'))];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
  });
  const exited = once(child, 'exit');
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const auth = password ? `:${encodeURIComponent(password)}@` : '';
  const url = `${tls ? 'rediss' : 'redis'}://${auth}${host}:${port}`;
  const ready = () => output.includes('Ready to accept connections');
  for (const until = Date.now() + startLimitMs; !ready(); await sleep(20))
    if (child.exitCode !== null || Date.now() > until) throw new Error(`redis-server did not start: ${output}`);
  return {
    address: { url, keyPrefix },
    pid: child.pid!,
    close: async () => {
      process.off('exit', kill);
      kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** All keys of a Redis with the time in ms that they have left; below 0: for ever. */
export async function keysOf({ address }: RedisServer): Promise<Map<string, number>> {
  const redis = new Redis(address.url);
  try {
    const keys = await redis.keys('*');
    return new Map(await Promise.all(keys.map(async (key) => [key, await redis.pttl(key)] as const)));
  } finally {
    redis.disconnect();
  }
}
