import { type ChildProcess, fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { spawnServer } from '../../src/server/spawn.js';
import { watchIdle } from '../machine-idle.js';
import type { BlameResult, BlameTask, FromGenerator } from './messages.js';
import { pinTo } from './starving.js';
import { participantsPerRoom, rooms, type Variant } from './variants.js';

export interface BlameRun extends BlameResult {
  /** Of the machine, while the scenario ran. */
  readonly idle: number;
}

const limitMs = 150_000;

/** One server, one generator, one verdict; both processes are gone afterwards. */
export async function runVariant(
  variant: Pick<Variant, 'faults' | 'starving' | 'serverProcessor'>,
  load = { rooms, participantsPerRoom },
): Promise<BlameRun> {
  const server = await spawnServer(variant.faults ? { faults: variant.faults } : {});
  const path = fileURLToPath(new URL('./generator-process.ts', import.meta.url));
  const generator = fork(path, { execArgv: ['--import', 'tsx'], detached: true });
  const exited = once(generator, 'exit');
  let relieve: (() => Promise<void>) | undefined;
  try {
    await messageFrom(generator, 'ready');
    if (variant.serverProcessor !== undefined) pinTo(variant.serverProcessor, server.pid);
    relieve = variant.starving?.(generator.pid!);
    const idle = watchIdle();
    generator.send({ url: server.url, secret: server.secret, ...load } satisfies BlameTask);
    const result = await messageFrom(generator, 'result');
    return { ...result, idle: idle() };
  } finally {
    generator.kill('SIGKILL');
    await exited;
    await relieve?.();
    await server.close();
  }
}

async function messageFrom<T extends FromGenerator['type']>(
  child: ChildProcess,
  type: T,
): Promise<FromGenerator & { type: T }> {
  const signal = AbortSignal.timeout(limitMs);
  setMaxListeners(0, signal);
  for (;;) {
    const [message] = (await Promise.race([once(child, 'message', { signal }), gone(child, signal)])) as [
      FromGenerator,
    ];
    if (message.type === type) return message as FromGenerator & { type: T };
  }
}

async function gone(child: ChildProcess, signal: AbortSignal): Promise<never> {
  const [code] = await once(child, 'exit', { signal });
  throw new Error(`The generator ended with ${code} before it told anything.`);
}
