import { Redis, type RedisOptions } from 'ioredis';
import { LoadError, messageOf } from '../../model/errors.js';
import { type RedisAddress, redisName } from '../../model/redis-address.js';

const connectLimitMs = 10_000;

/** Short cuts of the line are mended in silence; how long is too long, the rendezvous decides. */
const options = {
  lazyConnect: true,
  connectTimeout: connectLimitMs,
  maxRetriesPerRequest: null,
  enableAutoPipelining: false,
  retryStrategy: (times: number) => Math.min(50 * 2 ** times, 1_000),
} satisfies RedisOptions;

/** A connection that remembers why it last failed, in words without secrets. */
export interface Connection {
  readonly redis: Redis;
  trouble(): string;
}

/**
 * Connects, and waits until Redis lets us in.
 * @throws LoadError `RENDEZVOUS_LOST` if it does not
 */
export async function connect(address: RedisAddress): Promise<Connection> {
  const redis = new Redis(address.url, options);
  let trouble = '';
  // ioredis tells of every failed attempt; without a listener it would print them.
  redis.on('error', (error) => {
    trouble = withoutSecrets(messageOf(error), address);
  });
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), after(connectLimitMs)]);
  } catch (thrown) {
    redis.disconnect();
    throw cannotBeUsed(address, trouble || thrown);
  }
  return { redis, trouble: () => trouble };
}

/** What to do where Redis does not let us in, or refuses what a rendezvous needs. */
export function cannotBeUsed(address: RedisAddress, thrown: unknown): LoadError {
  const why = withoutSecrets(messageOf(thrown), address);
  const trust = /certificate/i.test(why) ? ' If its certificate is your own, name it in NODE_EXTRA_CA_CERTS.' : '';
  return new LoadError(
    'RENDEZVOUS_LOST',
    `The Redis at ${redisName(address)}, where the generators shall meet, cannot be used: ${why}. Check OPENVIDU_RENDEZVOUS, and that it runs and can be reached from here.${trust}`,
  );
}

/** Neither the password nor the address that holds it may come to light by way of somebody else's message. */
function withoutSecrets(message: string, { url }: RedisAddress): string {
  const { password, username } = new URL(url);
  const secrets = [url, password, decodeURIComponent(password)].filter((secret) => secret !== '');
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), message);
  return username === '' ? clean : clean.replaceAll(`${username}:`, '…:');
}

async function after(limitMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs).unref();
  });
}
