import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LoadError } from '../../../src/model/errors.js';
import { Faults } from '../../../src/server/faults/faults.js';
import { Sfu } from '../../../src/server/sfu/sfu.js';
import { openSfu } from './sfu-fixture.js';
import { TestPeer } from './test-peer.js';

describe('Closing', () => {
  it('a leg ends its media and no other', async (test) => {
    const { sfu, publish, subscribe } = openSfu(test);
    await publish();
    const closed = await subscribe({ legId: 'closed' });
    const other = await subscribe({ legId: 'other' });
    await closed.receives('video', 4);
    sfu.closeLeg('closed');
    sfu.closeLeg('closed');
    await other.receives('video', 4);
    const count = closed.packets.length;
    await other.receives('video', 20);
    assert.equal(closed.packets.length, count);
  });

  it('a stream closes its legs as well', async (test) => {
    const { sfu, publish, subscribe } = openSfu(test);
    await publish();
    const subscriber = await subscribe();
    await subscriber.receives('video', 4);
    sfu.closeStream('stream');
    sfu.closeStream('stream');
    assert.equal(sfu.mediaOf('stream'), undefined);
    assert.throws(() => sfu.acceptSubscription({ legId: 'leg', answer: '' }), LoadError);
    const forwarded = sfu.counters().packetsForwarded;
    await publish({ streamId: 'next' });
    const next = await subscribe({ streamId: 'next', legId: 'next-leg' });
    await next.receives('video', 20);
    assert.ok(subscriber.packets.length <= forwarded);
  });

  it('while a publisher negotiates rejects with what happened', async (test) => {
    const { sfu } = openSfu(test);
    const peer = new TestPeer('publisher');
    test.after(() => peer.close());
    peer.addTrack({ kind: 'video', payloadType: 96, ssrc: 12 }, '0');
    const publishing = sfu.publish({ streamId: 'stream', sessionName: 'session', offer: await peer.offer() });
    sfu.closeStream('stream');
    // The answer may be ready at once; then there is nothing to reject.
    const outcome = await publishing.catch((thrown: unknown) => thrown);
    assert.ok(typeof outcome === 'string' || outcome instanceof LoadError);
    assert.equal(sfu.mediaOf('stream'), undefined);
  });

  it('is not what a second SFU may count on: a port that is taken is refused', async (test) => {
    const mediaPort = await freeUdpPort();
    const first = new Sfu({ faults: new Faults(), mediaPort });
    test.after(() => first.close());
    assert.throws(
      () => new Sfu({ faults: new Faults(), mediaPort }),
      (thrown) =>
        thrown instanceof LoadError && thrown.code === 'PORT_IN_USE' && thrown.message.includes(String(mediaPort)),
    );
  });

  it('everything lets the process end', async () => {
    const script = fileURLToPath(new URL('./run-and-close.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
    const [code, signal] = await once(child, 'exit');
    clearTimeout(limit);
    assert.equal(output, 'closed\n');
    assert.deepEqual([code, signal], [0, null]);
  });
});

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
