import assert from 'node:assert/strict';
import test from 'node:test';
import { Room } from './room.js';

test('the configuration says that the server is the embedded one, with its faults', async (t) => {
  const room = await Room.open(t, { faults: { cpuPerPacketMicros: 50 } });
  const config = await room.json('GET', '/config');
  assert.equal(config.VERSION, '2.32.1');
  assert.equal(config.OPENVIDU_PUBLICURL, room.server.url);
  assert.equal(config.EMBEDDED_SERVER, true);
  assert.deepEqual(config.EMBEDDED_FAULTS, ['50 µs of CPU burned per forwarded packet']);
  assert.ok(!JSON.stringify(config).includes(room.server.secret));
  assert.equal(await (await room.rest('GET', '/config/openvidu-version')).text(), '2.32.1');
});

test('figures count what was carried and who is there', async (t) => {
  const room = await Room.open(t);
  await room.join();
  const figures = await room.json<Record<string, number>>('GET', '/embedded/figures');
  const { cpuSeconds, loopBusySeconds, uptimeSeconds, memoryMb, ...counts } = figures;
  assert.ok(cpuSeconds! > 0 && loopBusySeconds! > 0 && uptimeSeconds! > 0 && memoryMb! > 10);
  assert.deepEqual(counts, {
    bytesForwarded: 6000,
    packetsForwarded: 6,
    packetsReceived: 3,
    packetsDropped: 1,
    sessions: 1,
    connections: 1,
  });
});

test('faults change while the server runs; wrong ones change nothing', async (t) => {
  const room = await Room.open(t);
  const changed = await room.rest('PUT', '/embedded/faults', { forwardCapPacketsPerSecond: 500 });
  assert.equal(changed.status, 200);
  const refused = await room.rest('PUT', '/embedded/faults', { forwardCapPacketsPerSecond: 'many', x: 1 });
  assert.equal(refused.status, 400);
  assert.equal((await room.json('GET', '/embedded/faults')).forwardCapPacketsPerSecond, 500);
  assert.deepEqual((await room.json('GET', '/config')).EMBEDDED_FAULTS, ['at most 500 packets forwarded per second']);
});
