import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Redis } from 'ioredis';
import { LoadError } from '../../../src/model/errors.js';
import { defaultWaits } from '../../../src/model/gather.js';
import { RedisObserver } from '../../../src/rendezvous/redis/redis-observer.js';
import { connectRedis } from '../../../src/rendezvous/redis/redis-rendezvous.js';
import { RendezvousHost } from '../../../src/rendezvous/rendezvous-host.js';
import { endChild, heard, startChild } from '../../rendezvous/child.js';
import { rendezvousContract } from '../../rendezvous/contract.js';
import { MeetingPlace } from '../../rendezvous/meeting-place.js';
import type { FromHostProcess, ToHostProcess } from '../../rendezvous/messages.js';
import { keyPrefix, keysOf, type RedisServer, skipWithoutRedis, startRedis } from '../../rendezvous/redis-server.js';
import { selfSignedCertificate } from '../certificate.js';

const password = 'p@ss/w:rd-that-nobody-shall-read';
const longMs = 60_000;

const isLost = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof LoadError && error.code === 'RENDEZVOUS_LOST', String(error));
  assert.match(error.message, pattern);
  for (const secret of [password, encodeURIComponent(password)])
    for (const text of [error.message, error.stack ?? '', JSON.stringify(error.cause ?? null)])
      assert.ok(!text.includes(secret), text);
  return true;
};

describe('a rendezvous in Redis', { skip: skipWithoutRedis }, () => {
  rendezvousContract('Redis', async (waits) => MeetingPlace.open(waits, await startRedis()), {
    killed:
      /^The Redis at 127\.0\.0\.1:\d+, where the generators meet, has not answered for 2 s \(connect ECONNREFUSED.*\)\. /,
    stalled: /^The Redis at 127\.0\.0\.1:\d+, where the generators meet, has not answered for 2 s\. /,
  });

  it('leaves only keys with its prefix and the id of its run, and they expire', async (t) => {
    const redis = await startRedis();
    const place = await MeetingPlace.open({}, redis);
    t.after(() => place.close());
    const [one, two] = [await place.come(1, 2), await place.come(2, 2)];
    await Promise.all([one.gather('k', 1, longMs), two.gather('k', 2, longMs)]);
    await one.abandon('so that there is a reason');
    await two.close();
    const keys = await keysOf(redis);
    const base = `${keyPrefix}${place.point.runId}:s`;
    assert.deepEqual([...keys.keys()].sort(), [`${base}:abort`, `${base}:gather:k`, `${base}:members`]);
    for (const [key, leftMs] of keys) assert.ok(leftMs > 0 && leftMs <= 3_600_000, `${key}: ${leftMs} ms`);
  });

  it('works with a password and TLS', async (t) => {
    const tls = selfSignedCertificate();
    const redis = await startRedis({ password, tls });
    t.after(() => redis.close());
    await assert.rejects(
      RedisObserver.start(redis.address, 'run'),
      isLost(/cannot be used: .*certificate.*NODE_EXTRA_CA_CERTS/),
    );
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-ca-')), 'ca.pem');
    writeFileSync(file, tls.cert);
    t.after(() => rmSync(path.dirname(file), { recursive: true }));
    const trust = { NODE_EXTRA_CA_CERTS: file };
    const run = { runId: 'run', waits: defaultWaits, redis: redis.address };
    const host = startChild('host-process.ts', { type: 'start', ...run } satisfies ToHostProcess, trust);
    t.after(() => endChild(host));
    const { url: loopbackUrl } = await heard<FromHostProcess, 'ready'>(host, 'ready');
    const who = { scenario: 's', generator: 1, generators: 1 };
    const generator = startChild('generator-process.ts', { point: { ...run, loopbackUrl }, who }, trust);
    t.after(() => endChild(generator));
    await heard(generator, 'here');
  });

  it('tells a wrong password from a right one, and shows neither', async (t) => {
    const redis = await startRedis({ password: 'another one' });
    t.after(() => redis.close());
    const url = redis.address.url.replace(encodeURIComponent('another one'), encodeURIComponent(password));
    await assert.rejects(RedisObserver.start({ ...redis.address, url }, 'run'), isLost(/cannot be used: WRONGPASS/));
    const without = { ...redis.address, url: redis.address.url.replace(/\/\/.*@/, '//') };
    await assert.rejects(RedisObserver.start(without, 'run'), isLost(/cannot be used: NOAUTH/));
  });

  it('names the Redis that is not there', async (t) => {
    const redis = await startRedis();
    await redis.close();
    t.after(() => redis.close());
    const url = redis.address.url.replace('//', `//:${encodeURIComponent(password)}@`);
    await assert.rejects(
      RedisObserver.start({ ...redis.address, url }, 'run'),
      isLost(/^The Redis at 127\.0\.0\.1:\d+, where the generators shall meet, cannot be used: connect ECONNREFUSED/),
    );
  });

  it('says what a user may not do there, and leaves no connection behind', async (t) => {
    const redis = await startRedis();
    t.after(() => redis.close());
    const admin = new Redis(redis.address.url);
    t.after(() => admin.disconnect());
    await admin.call('ACL', 'SETUSER', 'weak', 'on', `>${password}`, '~*', '&*', '+@all', '-@scripting');
    const url = redis.address.url.replace('//', `//weak:${encodeURIComponent(password)}@`);
    const address = { ...redis.address, url };
    const who = { scenario: 's', generator: 1, generators: 1 };
    const progress = { send: () => {}, close: async () => {} };
    await assert.rejects(
      connectRedis({ address, runId: 'run', who, waits: defaultWaits, progress }),
      isLost(/cannot be used: NOPERM/),
    );
    const weak = async () => String(await admin.client('LIST')).match(/user=weak/g)?.length ?? 0;
    for (const until = Date.now() + 2_000; (await weak()) > 0; )
      assert.ok(Date.now() < until, 'connections of a rendezvous that was refused');
  });

  it('leaves no connection behind if the main process cannot host its own workers', async (t) => {
    const redis = await startRedis();
    t.after(() => redis.close());
    const admin = new Redis(redis.address.url);
    t.after(() => admin.disconnect());
    const others = async () => (String(await admin.client('LIST')).match(/^id=/gm)?.length ?? 0) - 1;
    const noPort = async () => {
      assert.equal(await others(), 1);
      throw new Error('no port is free');
    };
    const run = { runId: 'run', waits: defaultWaits, redis: redis.address, onProgress: () => {} };
    await assert.rejects(RendezvousHost.start(run, noPort), /no port is free/);
    for (const until = Date.now() + 2_000; (await others()) > 0; )
      assert.ok(Date.now() < until, 'the connection of a host that could not start');
  });

  it('does not fetch what was handed in before all have', async (t) => {
    const redis = await startRedis();
    const place = await MeetingPlace.open({ silenceMs: 1_000 }, redis);
    t.after(() => place.close());
    const admin = new Redis(redis.address.url);
    t.after(() => admin.disconnect());
    let ownBytes = 0;
    const told = async (section: string, name: RegExp) => {
      const text = await admin.info(section);
      ownBytes += text.length;
      return Number(name.exec(text)?.[1] ?? 0);
    };
    const [one, two] = [await place.come(1, 2), await place.come(2, 2)];
    const large = 'x'.repeat(1_000_000);
    const both = [one.gather('k', large, longMs)];
    for (const until = Date.now() + 20_000; (await told('commandstats', /cmdstat_hlen:calls=(\d+)/)) < 5; )
      assert.ok(Date.now() < until, 'no one looked whether all are there');
    const sent = (await told('stats', /total_net_output_bytes:(\d+)/)) - ownBytes;
    assert.ok(sent < large.length, `${sent} bytes`);
    both.push(two.gather('k', 'y', longMs));
    assert.deepEqual(await Promise.all(both), [
      [large, 'y'],
      [large, 'y'],
    ]);
  });

  it('is lost when Redis is started anew, and has nothing left of the run', async (t) => {
    const port = Number(new URL((await startAndClose()).address.url).port);
    const first = await startRedis({ port });
    const place = await MeetingPlace.open({ silenceMs: 5_000 }, first);
    const [one] = [await place.come(1, 2), await place.come(2, 2)];
    const waiting = assert.rejects(
      one.gather('k', null, longMs),
      isLost(/has lost its data in mid-run, as if it had been started anew/),
    );
    await first.close();
    const second = await startRedis({ port });
    t.after(async () => {
      await place.close();
      await second.close();
    });
    await waiting;
  });
});

/** One that is gone again: its port is free. */
async function startAndClose(): Promise<RedisServer> {
  const redis = await startRedis();
  await redis.close();
  return redis;
}
