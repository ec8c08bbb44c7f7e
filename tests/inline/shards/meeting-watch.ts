import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { RedisServer } from '../../rendezvous/redis-server.js';

const lookMs = 20;

/** Sees in Redis how far the generators of a run have come, without taking part. */
export class MeetingWatch {
  readonly #redis: Redis;

  constructor(
    { address }: RedisServer,
    private readonly runId: string,
  ) {
    this.#redis = new Redis(address.url, { retryStrategy: () => null });
    // It may be killed while we watch.
    this.#redis.on('error', () => {});
  }

  /** Waits until so many generators have come, or have handed in a gather. */
  async until(what: 'members' | `gather:${string}`, count: number, ended: Promise<unknown>): Promise<void> {
    let over = false;
    const end = ended.then(() => {
      over = true;
    });
    while ((await this.here(what)).length < count) {
      if (over) throw new Error(`the run ended before ${count} generators had come to “${what}”`);
      await Promise.race([delay(lookMs), end]);
    }
  }

  /** Waits, from before the first hands in, until so many generators have asked for what all of them handed in. */
  async untilTaken(gather: `gather:${string}`, count: number, ended: Promise<unknown>): Promise<void> {
    const monitor = await this.#redis.monitor();
    const [given, takers] = [new Set<string>(), new Set<string>()];
    const isOurs = (key = '') => key.includes(this.runId) && key.endsWith(`:${gather}`);
    const taken = new Promise<void>((resolve) => {
      monitor.on('monitor', (_time: string, [command = '', ...args]: string[], source: string) => {
        const [, , key, generator = '', ...more] = args;
        if (!/^evalsha$|^eval$/i.test(command) || !isOurs(key)) return;
        // Who hands in says who it is, and more; who takes says only how many must have handed in.
        if (more.length > 0) given.add(generator);
        else if (given.size >= count) takers.add(source);
        if (takers.size >= count) resolve();
      });
    });
    const early = ended.then(() => {
      throw new Error(`the run ended before ${count} generators had taken “${gather}”`);
    });
    try {
      await Promise.race([taken, early]);
    } finally {
      early.catch(() => {});
      monitor.disconnect();
    }
  }

  /** Generators that have come, or have handed in a gather. */
  async here(what: string): Promise<number[]> {
    const keys = await this.#redis.keys(`*${this.runId}:*:${what}`);
    const found = keys.find((key) => key.endsWith(`:${what}`));
    return found === undefined ? [] : (await this.#redis.hkeys(found)).map(Number);
  }

  close(): void {
    this.#redis.disconnect();
  }
}
