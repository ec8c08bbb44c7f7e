import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { dropsBetween, readSocketDrops } from '../../../src/generator/health/socket-drops.js';

const heading =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops';
const line = (inode: number, drops: number) =>
  `  123: 0100007F:C350 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 ${inode} 2 0000000000000000 ${drops}   `;
const table = (...lines: string[]) => `${[heading, ...lines].join('\n')}\n`;

test('reads the drops of own sockets of both families, and of no others', () => {
  const files: Record<string, string> = {
    '/proc/net/udp': table(line(10, 5), line(11, 700)),
    '/proc/net/udp6': table(line(12, 7)),
  };
  const drops = readSocketDrops(
    (path) => files[path],
    () => new Set(['10', '12', '99']),
  );
  assert.deepEqual(
    [...drops!],
    [
      ['10', 5],
      ['12', 7],
    ],
  );
});

test('what the system does not tell is not measured', () => {
  const nothing = readSocketDrops(
    () => undefined,
    () => new Set(),
  );
  assert.equal(nothing, undefined);
  assert.equal(dropsBetween(nothing, new Map()), undefined);
  assert.equal(dropsBetween(new Map(), nothing), undefined);
});

test('counts what was dropped between two readings, also by sockets that were opened meanwhile', () => {
  const before = new Map([
    ['1', 10],
    ['2', 3],
  ]);
  const after = new Map([
    ['1', 14],
    ['3', 2],
  ]);
  assert.equal(dropsBetween(before, after), 6);
  assert.equal(dropsBetween(before, before), 0);
});

test('a socket of this process that is not read in time drops packets, and that is seen', {
  skip: process.platform !== 'linux' && 'only Linux tells',
}, async () => {
  const [full, sender] = [createSocket('udp4'), createSocket('udp4')];
  try {
    full.bind(0, '127.0.0.1');
    await once(full, 'listening');
    full.setRecvBufferSize(4096);
    const before = readSocketDrops();
    const payload = Buffer.alloc(1000);
    let unsent = 100;
    // Received only when this turn of the loop is over.
    await new Promise<void>((resolve, reject) => {
      for (let index = 0; index < 100; index++)
        sender.send(payload, full.address().port, '127.0.0.1', (error) => {
          if (error) reject(error);
          else if (--unsent === 0) resolve();
        });
    });
    const dropped = dropsBetween(before, readSocketDrops())!;
    assert.ok(dropped > 50 && dropped <= 100, `${dropped}`);
  } finally {
    full.close();
    sender.close();
  }
});
